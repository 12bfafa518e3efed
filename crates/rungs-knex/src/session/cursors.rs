use std::{cell::Cell, cell::RefCell, collections::HashMap};

use rungs_postgres::{Error, QueryResult, Session, Statement};
use tokio::sync::{mpsc, oneshot, watch};

/// Asks for the next rows; the answer has none when there are no more.
type Request = oneshot::Sender<Result<Option<QueryResult>, Error>>;

/// The results that JavaScript reads batch by batch, by the number it knows each by.
#[derive(Default)]
pub(crate) struct Cursors {
    open: RefCell<HashMap<u32, Cursor>>,
    last_number: Cell<u32>,
}

struct Cursor {
    connection: u32,
    requests: mpsc::UnboundedSender<Request>,
    /// Closed when the session is free again.
    end: watch::Receiver<()>,
}

impl Cursors {
    /// Starts a statement of which `batch` rows are fetched at a time. The session is its own until it ends or is closed.
    pub fn open(&self, connection: u32, session: Session, statement: Statement, batch: u16) -> u32 {
        let (requests, asked) = mpsc::unbounded_channel();
        let (ended, end) = watch::channel(());
        tokio::task::spawn_local(async move {
            serve(&session, &statement, batch, asked).await;
            drop(ended);
        });
        let number = self.last_number.get() + 1;
        self.last_number.set(number);
        self.open.borrow_mut().insert(number, Cursor { connection, requests, end });
        number
    }

    /// Asks for the next rows: `None` when there are no more, or the cursor was closed.
    ///
    /// # Errors
    /// Those of the statement.
    pub async fn fetch(&self, number: u32) -> Result<Option<QueryResult>, Error> {
        let (request, answer) = oneshot::channel();
        let sent = match self.open.borrow().get(&number) {
            Some(cursor) => cursor.requests.send(request).is_ok(),
            None => false,
        };
        if sent { answer.await.unwrap_or(Ok(None)) } else { Ok(None) }
    }

    /// Ends a cursor, whether or not all rows were fetched.
    pub fn close(&self, number: u32) {
        self.open.borrow_mut().remove(&number);
    }

    /// Ends all.
    pub fn close_all(&self) {
        self.open.borrow_mut().clear();
    }

    /// Whether one was neither read to its end nor closed.
    pub fn is_any_open(&self) -> bool {
        !self.open.borrow().is_empty()
    }

    /// Waits until no cursor holds the session of a connection.
    pub async fn end_on(&self, connection: u32) {
        let end = self
            .open
            .borrow()
            .values()
            .find(|cursor| cursor.connection == connection)
            .map(|cursor| cursor.end.clone());
        if let Some(mut end) = end {
            // Nothing is ever sent: an error says that the sender is gone.
            let _ = end.changed().await;
        }
    }
}

async fn serve(
    session: &Session,
    statement: &Statement,
    batch: u16,
    mut asked: mpsc::UnboundedReceiver<Request>,
) {
    let mut stream = match session.stream(statement, batch).await {
        Ok(stream) => stream,
        Err(error) => {
            if let Some(request) = asked.recv().await {
                let _ = request.send(Err(error));
            }
            return;
        }
    };
    while let Some(request) = asked.recv().await {
        let fetched = stream.next_batch().await.map(|rows| {
            let fields = stream.fields().to_vec();
            rows.map(|rows| QueryResult { fields, rows, ..QueryResult::default() })
        });
        let is_last = !matches!(fetched, Ok(Some(_)));
        // Who does not wait any more does not ask any more either.
        let _ = request.send(fetched);
        if is_last {
            break;
        }
    }
}
