//! Sessions on a real server.

#![allow(clippy::unwrap_used)]

mod support;

use std::cell::RefCell;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::rc::Rc;

use std::time::Duration;

use rungs_postgres::{
    Endpoint, Error, Notice, Observer, Param, Pool, PoolOptions, Session, SessionAttributes, Statement,
    TransactionStatus,
};
use support::TestServer;

const HBA: &str = "host all scram 127.0.0.1/32 scram-sha-256\nhost all filed 127.0.0.1/32 scram-sha-256\nhost all md5 127.0.0.1/32 md5\nhost all plain 127.0.0.1/32 password\nhost all nobody 127.0.0.1/32 reject";

fn sql(text: &str) -> Statement {
    Statement::new(text)
}

/// Everything on one server: starting one costs more than all the tests.
#[tokio::test(flavor = "current_thread")]
async fn on_a_real_server() {
    let Some(server) = TestServer::start("", HBA, |_| {}) else { return };
    let session = Session::connect(&server.config()).await.unwrap();
    assert!(session.server_version_num() >= 120_000);

    simple_and_extended(&session).await;
    errors_name_their_statement(&session).await;
    deferred_statements_ride_along(&session).await;
    dropped_futures_do_no_harm(&session).await;
    streams(&session).await;
    big_pipelines_do_not_block(&session).await;
    pools(&server, &session).await;
    copies_are_refused(&session).await;
    notices_reach_observers(&session).await;
    several_servers(&server).await;
    logins(&server, &session).await;
}

async fn simple_and_extended(session: &Session) {
    let results = session.execute(&sql("create temp table t (a int, b bytea); insert into t values (1, null), (2, '\\x00ff'); select * from t")).await.unwrap();
    assert_eq!(results.len(), 3);
    assert_eq!((results[0].command.as_deref(), results[0].row_count), (Some("CREATE"), None));
    assert_eq!(
        (results[1].command.as_deref(), results[1].row_count, results[1].oid),
        (Some("INSERT"), Some(2), Some(0))
    );
    assert_eq!(results[2].rows[0].get(1), None);
    assert_eq!(results[2].rows[1].get(1), Some("\\x00ff"));
    assert_eq!(results[2].fields[1].type_oid, 17);

    let params = [Param::Text("2".into()), Param::Bytes(vec![0, 255]), Param::Null];
    let found = session
        .execute(&sql("select a, $3::text from t where a = $1 and b = $2").with_params(params))
        .await
        .unwrap();
    assert_eq!(found[0].rows.len(), 1);
    assert_eq!(session.execute(&sql("")).await.unwrap().len(), 1);
}

async fn errors_name_their_statement(session: &Session) {
    session.execute(&sql("begin")).await.unwrap();
    let error =
        session.execute_all(&[sql("select 1"), sql("select nonsense"), sql("select 2")]).await.unwrap_err();
    assert_eq!(error.index(), Some(1));
    assert_eq!(error.sqlstate(), Some("42703"));
    assert_eq!(error.server_error().unwrap().position, Some(8));
    assert_eq!(session.transaction_status(), TransactionStatus::Failed);
    session.execute(&sql("rollback")).await.unwrap();

    let error = session
        .execute_all(&[sql("create temp table u ()"), sql("nonsense"), sql("create temp table v ()")])
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Server { index: Some(1), .. }), "{error:?}");
    let left = session.execute(&sql("select to_regclass('u'), to_regclass('v')")).await.unwrap();
    assert_eq!((left[0].rows[0].get(0), left[0].rows[0].get(1)), (Some("u"), None));

    let error = session.execute(&sql("select '\0'")).await.unwrap_err();
    assert!(matches!(error, Error::Unsendable { .. }));
    let error = session.execute(&sql("copy u from stdin")).await.unwrap_err();
    assert_eq!(error.sqlstate(), Some("57014"));
    assert_eq!(session.execute(&sql("select 1")).await.unwrap()[0].scalar(), Some("1"));
}

async fn deferred_statements_ride_along(session: &Session) {
    session.defer(sql("begin"));
    session.execute(&sql("create temp table d (a int)")).await.unwrap();
    assert_eq!(session.transaction_status(), TransactionStatus::InTransaction);
    session.defer(sql("insert into d values (1)"));
    session.execute(&sql("commit")).await.unwrap();
    assert_eq!(session.transaction_status(), TransactionStatus::Idle);
    assert_eq!(session.execute(&sql("select count(*) from d")).await.unwrap()[0].scalar(), Some("1"));

    session.defer(sql("deferred nonsense"));
    let error = session.execute(&sql("select 1")).await.unwrap_err();
    assert_eq!((error.statement().unwrap().sql.as_str(), error.index()), ("deferred nonsense", None));
    session.flush().await.unwrap();
}

async fn logins(server: &TestServer, session: &Session) {
    session.execute(&sql("create role scram login password 'tiger & %@:/'; set password_encryption = md5; create role md5 login password 'lion'; create role plain login password 'puma'; create role nobody login")).await.unwrap();
    for (user, password) in [("scram", "tiger & %@:/"), ("md5", "lion"), ("plain", "puma")] {
        let mut config = server.tcp(user);
        let missing = Session::connect(&config).await.err().unwrap();
        assert!(matches!(missing, Error::PasswordNeeded { .. }), "{missing}");
        config.password = Some("wrong".into());
        let wrong = Session::connect(&config).await.err().unwrap();
        assert!(matches!(wrong, Error::Rejected { .. }), "{wrong}");
        config.password = Some(password.into());
        let session = Session::connect(&config).await.unwrap();
        assert_eq!(session.execute(&sql("select current_user")).await.unwrap()[0].scalar(), Some(user));
        session.close().await;
        assert!(matches!(session.execute(&sql("select 1")).await, Err(Error::Closed { .. })));
    }
    let mut standby = server.config();
    standby.session_attributes = SessionAttributes::Standby;
    assert!(matches!(Session::connect(&standby).await, Err(Error::WrongServer { .. })));
    standby.session_attributes = SessionAttributes::ReadWrite;
    Session::connect(&standby).await.unwrap();
    let rejected = Session::connect(&server.tcp("nobody")).await.err().unwrap();
    assert!(matches!(rejected, Error::Rejected { .. }), "{rejected}");
    let mut config = server.config();
    config.database = Some("no_such".into());
    let missing = Session::connect(&config).await.err().unwrap();
    assert!(matches!(&missing, Error::Startup { error, .. } if error.code == "3D000"), "{missing}");
}

async fn dropped_futures_do_no_harm(session: &Session) {
    let slow = sql("select pg_sleep(0.3), 'slow'");
    assert!(tokio::time::timeout(Duration::from_millis(50), session.execute(&slow)).await.is_err());
    let (first, second) = (sql("select 'first'"), sql("select 'second'"));
    let (first, second) = tokio::join!(session.execute(&first), session.execute(&second));
    assert_eq!((first.unwrap()[0].scalar(), second.unwrap()[0].scalar()), (Some("first"), Some("second")));
}

async fn streams(session: &Session) {
    let series = sql("select n, repeat('x', 100) from generate_series(1, $1::int) n");
    for (total, expected) in [(0, 0), (999, 999), (1000, 1000), (2500, 2500)] {
        let statement = series.clone().with_params([Param::Text(total.to_string())]);
        let mut stream = session.stream(&statement, 1000).await.unwrap();
        let mut count = 0;
        while let Some(rows) = stream.next_batch().await.unwrap() {
            assert!(rows.len() <= 1000);
            count += rows.len();
        }
        assert_eq!(count, expected);
    }
    let many = series.clone().with_params([Param::Text("100000".into())]);
    session.execute(&sql("begin")).await.unwrap();
    let mut stream = session.stream(&many, 10).await.unwrap();
    assert_eq!(stream.next_batch().await.unwrap().unwrap().len(), 10);
    assert_eq!(stream.fields().len(), 2);
    drop(stream);
    assert_eq!(session.execute(&sql("select 1")).await.unwrap()[0].scalar(), Some("1"));
    let failing = sql("select 1 / (3 - n) from generate_series(1, 5) n");
    let mut stream = session.stream(&failing, 1).await.unwrap();
    assert_eq!(stream.next_batch().await.unwrap().unwrap().len(), 1);
    assert_eq!(stream.next_batch().await.unwrap().unwrap().len(), 1);
    assert_eq!(stream.next_batch().await.unwrap_err().sqlstate(), Some("22012"));
    drop(stream);
    session.execute(&sql("rollback")).await.unwrap();
}

/// More than the buffers of both ends hold, in both directions at once.
async fn big_pipelines_do_not_block(session: &Session) {
    let text = "x".repeat(20_000);
    let echo = sql("select $1::text").with_params([Param::Text(text.clone())]);
    session.defer(sql("begin"));
    let results = session.execute_all(&vec![echo; 1000]).await.unwrap();
    assert!(results.iter().all(|found| found[0].scalar() == Some(&text)));
    session.execute(&sql("rollback")).await.unwrap();
}

/// Whatever the protocol and wherever it stands, a COPY ends and the session goes on.
async fn copies_are_refused(session: &Session) {
    session.execute(&sql("create temp table c (a int)")).await.unwrap();
    let from = sql("copy c from stdin");
    for script in ["copy c from stdin", "select 1; copy c from stdin; select 2"] {
        let error = session.execute(&sql(script)).await.unwrap_err();
        assert!(error.to_string().contains("COPY FROM STDIN has no source here"), "{error}");
    }
    session.execute(&sql("begin")).await.unwrap();
    let error = session.execute_all(&[sql("select 1"), from.clone(), sql("select 2")]).await.unwrap_err();
    assert_eq!((error.index(), error.sqlstate()), (Some(1), Some("57014")));
    session.execute(&sql("rollback")).await.unwrap();
    let mut stream = session.stream(&from, 10).await.unwrap();
    assert_eq!(stream.next_batch().await.unwrap_err().sqlstate(), Some("57014"));
    drop(stream);
    drop(session.stream(&from, 10).await.unwrap());

    let out = sql("insert into c select generate_series(1, 100000); copy c to stdout");
    assert_eq!(session.execute(&out).await.unwrap()[1].row_count, Some(100_000));
    let mut stream = session.stream(&sql("copy c to stdout"), 10).await.unwrap();
    assert_eq!(stream.next_batch().await.unwrap(), None);
    drop(stream);
    assert_eq!(session.execute(&sql("select 1")).await.unwrap()[0].scalar(), Some("1"));
}

#[derive(Default)]
struct Notices(RefCell<Vec<String>>);

impl Observer for Notices {
    fn notice(&self, notice: &Notice) {
        self.0.borrow_mut().push(format!("{} {}", notice.severity, notice.message));
    }
}

/// Notifications are no notices: nobody listens.
async fn notices_reach_observers(session: &Session) {
    let notices = Rc::new(Notices::default());
    session.observe(notices.clone());
    let script =
        "listen news; do $$ begin raise notice 'hear'; raise warning 'beware'; end $$; notify news, 'x'";
    assert_eq!(session.execute(&sql(script)).await.unwrap().len(), 3);
    session.execute(&sql("select 1")).await.unwrap();
    assert_eq!(*notices.0.borrow(), ["NOTICE hear", "WARNING beware"]);
}

/// The first is not there, the second asks for a password that a file knows.
async fn several_servers(server: &TestServer) {
    let setup = Session::connect(&server.config()).await.unwrap();
    setup.execute(&sql("create role filed login password 'a:b\\c'")).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("passwords");
    let line = |password| format!("localhost:{}:postgres:filed:{password}\n", server.port);
    let mut config = server.tcp("filed");
    config.endpoints.insert(0, Endpoint::new("/nonexistent", 1));
    config.passfile = Some(file.clone());
    for (text, mode, expected) in [
        (line("a\\:b\\\\c"), 0o600, "in"),
        (line("a\\:b\\\\c"), 0o644, "password needed"),
        (line("wrong"), 0o600, "rejected"),
        ("*:*:other:*:x\n".to_owned(), 0o600, "password needed"),
    ] {
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let outcome = match Session::connect(&config).await {
            Ok(_) => "in",
            Err(Error::NoServer { attempts }) => match &attempts[..] {
                [Error::Refused { .. }, Error::PasswordNeeded { .. }] => "password needed",
                [Error::Refused { .. }, Error::Rejected { .. }] => "rejected",
                _ => "other errors",
            },
            Err(_) => "another error",
        };
        assert_eq!(outcome, expected, "{mode:o}");
    }
}

async fn pools(server: &TestServer, session: &Session) {
    let options = PoolOptions { max: 2, acquire_timeout: Duration::from_millis(100) };
    let pool = Pool::new(server.config(), options);
    let (first, second) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    assert!(matches!(pool.acquire().await, Err(Error::PoolTimeout { max: 2, .. })));
    let pids = [first.backend_pid(), second.backend_pid()];
    second.execute(&sql("begin")).await.unwrap();
    drop((first, second));
    let again = pool.acquire().await.unwrap();
    assert_eq!(again.backend_pid(), pids[0], "the one that was left in a transaction is not kept");
    drop(again);
    session.execute(&sql(&format!("select pg_terminate_backend({}, 5000)", pids[0]))).await.unwrap();
    let new = pool.acquire().await.unwrap();
    assert!(!pids.contains(&new.backend_pid()));
    new.execute(&sql("select 1")).await.unwrap();
}
