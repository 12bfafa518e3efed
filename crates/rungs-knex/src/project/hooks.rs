use std::rc::Rc;

use async_trait::async_trait;
use rquickjs::{Array, Object};
use rungs_run::{FrontEndError, Hooks, Migration, RunContext};

use super::Project;
use crate::session;

/// `migrations.beforeAll`, `beforeEach`, `afterEach` and `afterAll` of the knexfile.
pub(super) struct KnexHooks {
    pub project: Project,
}

/// A migration as Knex's file source describes it to hooks: `{ file, directory }`.
struct Described {
    file: String,
    directory: Option<String>,
}

impl Described {
    fn of(migration: &Rc<dyn Migration>) -> Self {
        let directory = migration.path().and_then(|path| path.parent());
        Self {
            file: migration.name().to_owned(),
            directory: directory.map(|path| path.to_string_lossy().into_owned()),
        }
    }
}

impl KnexHooks {
    async fn call(
        &self,
        name: &'static str,
        run: &RunContext,
        migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        // No knexfile, no engine, no hooks.
        let Some(host) = self.project.started().filter(|host| host.has_hook(name)) else {
            return Ok(());
        };
        let described: Vec<Described> = migrations.iter().map(Described::of).collect();
        let (session, connections) = (run.session.clone(), &host.connections);
        let lent = run.in_transaction.then(|| connections.lend(session.clone()));
        connections.set_spare((!run.in_transaction).then(|| session.clone()));
        let done = host
            .call(
                name,
                "runHook",
                move |ctx, args| {
                    args.push_arg(name)?;
                    match lent {
                        Some(id) => args.push_arg(session::describe(ctx, id, &session)?)?,
                        None => args.push_arg(rquickjs::Undefined)?,
                    }
                    let list = Array::new(ctx.clone())?;
                    for (index, migration) in described.into_iter().enumerate() {
                        let object = Object::new(ctx.clone())?;
                        object.set("file", migration.file)?;
                        object.set("directory", migration.directory)?;
                        list.set(index, object)?;
                    }
                    args.push_arg(list)
                },
                |_, _| Ok(()),
            )
            .await;
        connections.give_all_back();
        done
    }
}

#[async_trait(?Send)]
impl Hooks for KnexHooks {
    async fn before_all(
        &self,
        run: &RunContext,
        migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        self.call("beforeAll", run, migrations).await
    }

    async fn before_each(
        &self,
        run: &RunContext,
        migration: &Rc<dyn Migration>,
    ) -> Result<(), FrontEndError> {
        self.call("beforeEach", run, std::slice::from_ref(migration)).await
    }

    async fn after_each(&self, run: &RunContext, migration: &Rc<dyn Migration>) -> Result<(), FrontEndError> {
        self.call("afterEach", run, std::slice::from_ref(migration)).await
    }

    async fn after_all(
        &self,
        run: &RunContext,
        migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        self.call("afterAll", run, migrations).await
    }

    async fn interrupt(&self) {
        if let Some(host) = self.project.started() {
            host.connections.cancel_own().await;
        }
    }

    async fn warn(&self, text: &str) -> Result<bool, FrontEndError> {
        self.project.warn(text).await
    }
}
