use std::rc::Rc;

use async_trait::async_trait;

use super::Migration;
use crate::Error;

/// Where a project's migrations are listed: files in directories, or whatever the project made itself.
#[async_trait(?Send)]
pub trait Source {
    /// All migrations in the order in which they run, without loading any.
    ///
    /// # Errors
    /// When a directory cannot be read, or two migrations bear one stem.
    async fn list(&self) -> Result<Vec<Rc<dyn Migration>>, Error>;
}
