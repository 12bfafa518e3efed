//! A front-end whose migrations are lists of SQL statements.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use async_trait::async_trait;
use rungs_postgres::Statement;
use rungs_run::{Completion, Error, FrontEndError, Hooks, Migration, RunContext, Source, Wishes};

/// A migration named `name` that creates the table of its stem.
pub fn table(name: &str) -> SqlMigration {
    let table = rungs_run::stem(name);
    SqlMigration::new(name, &[&format!("create table \"{table}\" ()")], &[&format!("drop table \"{table}\"")])
}

#[derive(Clone)]
pub struct SqlMigration {
    name: String,
    up: Vec<String>,
    down: Vec<String>,
    transaction: Option<bool>,
    complete: bool,
    loads: Rc<RefCell<usize>>,
}

impl SqlMigration {
    pub fn new(name: &str, up: &[&str], down: &[&str]) -> Self {
        let owned = |statements: &[&str]| statements.iter().map(|&sql| sql.to_owned()).collect();
        Self {
            name: name.to_owned(),
            up: owned(up),
            down: owned(down),
            transaction: None,
            complete: true,
            loads: Rc::default(),
        }
    }

    pub fn with_transaction(mut self, wish: bool) -> Self {
        self.transaction = Some(wish);
        self
    }

    /// Lacks its `down`.
    pub fn incomplete(mut self) -> Self {
        self.complete = false;
        self
    }

    async fn run(&self, statements: &[String], run: &RunContext) -> Result<Completion, FrontEndError> {
        for sql in statements {
            if sql == "wait for ever" {
                std::future::pending::<()>().await;
            }
            run.session.execute(&Statement::new(sql.clone())).await?;
        }
        Ok(Completion::Awaited)
    }
}

#[async_trait(?Send)]
impl Migration for SqlMigration {
    fn name(&self) -> &str {
        &self.name
    }

    fn path(&self) -> Option<&Path> {
        None
    }

    async fn wishes(&self) -> Result<Wishes, FrontEndError> {
        *self.loads.borrow_mut() += 1;
        Ok(Wishes { transaction: self.transaction, ..Wishes::default() })
    }

    async fn check(&self) -> Result<(), FrontEndError> {
        let message = format!("Invalid migration: {} must have both an up and down function", self.name);
        if self.complete { Ok(()) } else { Err(FrontEndError::new(message)) }
    }

    async fn up(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run(&self.up, run).await
    }

    async fn down(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run(&self.down, run).await
    }
}

/// A list of migrations that never changes.
pub struct List(pub Vec<SqlMigration>);

impl List {
    pub fn of(migrations: &[SqlMigration]) -> Rc<Self> {
        Rc::new(Self(migrations.to_vec()))
    }

    /// How many migrations were loaded so far.
    pub fn loads(&self) -> usize {
        self.0.iter().map(|migration| *migration.loads.borrow()).sum()
    }
}

#[async_trait(?Send)]
impl Source for List {
    async fn list(&self) -> Result<Vec<Rc<dyn Migration>>, Error> {
        Ok(self.0.iter().map(|migration| Rc::new(migration.clone()) as Rc<dyn Migration>).collect())
    }
}

/// Notes which hooks were called, for what, and in which kind of place.
#[derive(Default)]
pub struct Calls(pub RefCell<Vec<String>>);

impl Calls {
    fn note(&self, hook: &str, run: &RunContext, migrations: &[Rc<dyn Migration>]) {
        let names: Vec<&str> = migrations.iter().map(|migration| migration.name()).collect();
        let place = if run.in_transaction { "inside" } else { "outside" };
        self.0.borrow_mut().push(format!("{hook} {place}: {}", names.join(", ")));
    }
}

#[async_trait(?Send)]
impl Hooks for Calls {
    async fn before_all(&self, run: &RunContext, all: &[Rc<dyn Migration>]) -> Result<(), FrontEndError> {
        self.note("before all", run, all);
        Ok(())
    }

    async fn before_each(&self, run: &RunContext, one: &Rc<dyn Migration>) -> Result<(), FrontEndError> {
        self.note("before each", run, std::slice::from_ref(one));
        Ok(())
    }

    async fn after_each(&self, run: &RunContext, one: &Rc<dyn Migration>) -> Result<(), FrontEndError> {
        self.note("after each", run, std::slice::from_ref(one));
        Ok(())
    }

    async fn after_all(&self, run: &RunContext, all: &[Rc<dyn Migration>]) -> Result<(), FrontEndError> {
        self.note("after all", run, all);
        Ok(())
    }
}
