//! When a project's hooks are called, and where.

use std::rc::Rc;

use crate::database::{Database, on_one_thread};
use crate::front_end::{Calls, List, table};

#[test]
fn hooks_surround_what_they_belong_to() {
    let together = [
        "before all inside: 1_a.ts, 2_b.ts",
        "before each inside: 1_a.ts",
        "after each inside: 1_a.ts",
        "before each inside: 2_b.ts",
        "after each inside: 2_b.ts",
        "after all inside: 1_a.ts, 2_b.ts",
    ];
    let apart = [
        "before all outside: 2_b.ts, 1_a.ts",
        "before each inside: 2_b.ts",
        "after each inside: 2_b.ts",
        "before each inside: 1_a.ts",
        "after each inside: 1_a.ts",
        "after all outside: 2_b.ts, 1_a.ts",
    ];
    on_one_thread(async {
        let database = Database::create().await;
        let calls = Rc::new(Calls::default());
        let list = List::of(&["1_a.ts", "2_b.ts"].map(table));
        let runner = database.runner(&list).await.with_hooks(calls.clone());
        runner.latest().await.unwrap();
        assert_eq!(calls.0.take(), together);
        runner.latest().await.unwrap();
        assert!(calls.0.take().is_empty());
        runner.rollback(false).await.unwrap();
        assert_eq!(calls.0.take(), apart);
    });
}
