//! Connects as libpq's environment variables say, runs `select 1` and closes: the least that a command costs.
//! Compare with `psql -c 'select 1'`.

use rungs_postgres::{ConnectConfig, Error, Session, Statement};
use std::io::Write;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let session = Session::connect(&ConnectConfig::from_env()?).await?;
    let results = session.execute(&Statement::new("select 1")).await?;
    let _ = writeln!(std::io::stdout(), "{}", results[0].scalar().unwrap_or_default());
    session.close().await;
    Ok(())
}
