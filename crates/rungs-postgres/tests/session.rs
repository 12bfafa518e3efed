//! Sessions on a real server.

#![allow(clippy::unwrap_used)]

mod support;

use rungs_postgres::{Error, Param, Session, Statement, TransactionStatus};
use support::TestServer;

const HBA: &str = "host all scram 127.0.0.1/32 scram-sha-256\nhost all md5 127.0.0.1/32 md5\nhost all plain 127.0.0.1/32 password\nhost all nobody 127.0.0.1/32 reject";

fn sql(text: &str) -> Statement {
    Statement::new(text)
}

/// Everything on one server: starting one costs more than all the tests.
#[tokio::test(flavor = "current_thread")]
async fn on_a_real_server() {
    let Some(server) = TestServer::start("", HBA) else { return };
    let session = Session::connect(&server.config()).await.unwrap();
    assert!(session.server_version_num() >= 120_000);

    simple_and_extended(&session).await;
    errors_name_their_statement(&session).await;
    deferred_statements_ride_along(&session).await;
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
    let rejected = Session::connect(&server.tcp("nobody")).await.err().unwrap();
    assert!(matches!(rejected, Error::Rejected { .. }), "{rejected}");
    let mut config = server.config();
    config.database = Some("no_such".into());
    let missing = Session::connect(&config).await.err().unwrap();
    assert!(matches!(&missing, Error::Startup { error, .. } if error.code == "3D000"), "{missing}");
}
