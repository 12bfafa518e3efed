//! What all handles to a connection know without asking the server.

use postgres_protocol::message::backend::Message;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::rc::Rc;

use super::abort::Abort;
use crate::cancel::CancelToken;
use crate::connect::{Connection, read_parameter};
use crate::error::Error;
use crate::observer::Observer;
use crate::probe::{Probe, TransactionNumber};
use crate::server_error::ServerError;
use crate::statement::Statement;
use crate::wire::Wire;

/// Whether a transaction is open (PostgreSQL manual, "Message Formats", ReadyForQuery).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionStatus {
    /// Not in a transaction.
    Idle,
    /// In a transaction.
    InTransaction,
    /// In a transaction that has failed: only its end is accepted.
    Failed,
}

pub(super) struct Shared {
    pub(super) parameters: RefCell<HashMap<String, String>>,
    pub(super) status: Cell<TransactionStatus>,
    pub(super) closed: Cell<bool>,
    pub(super) aborted_by: RefCell<Option<Abort>>,
    pub(super) deferred: RefCell<VecDeque<Rc<Statement>>>,
    pub(super) observers: RefCell<Vec<Rc<dyn Observer>>>,
    pub(super) probe: RefCell<Option<Rc<dyn Probe>>>,
    /// How many transactions were opened.
    transactions: Cell<u64>,
    pub(super) cancel_token: CancelToken,
}

impl Shared {
    pub(super) fn of(connection: Connection) -> (Wire, Shared) {
        let Connection { wire, peer, address, tls, parameters, backend_pid, secret_key } = connection;
        let shared = Shared {
            parameters: RefCell::new(parameters),
            status: Cell::new(TransactionStatus::Idle),
            closed: Cell::new(false),
            aborted_by: RefCell::default(),
            deferred: RefCell::default(),
            observers: RefCell::default(),
            probe: RefCell::default(),
            transactions: Cell::default(),
            cancel_token: CancelToken { peer, address, tls, backend_pid, secret_key },
        };
        (wire, shared)
    }

    /// Takes in a message that may come at any time or that changes the session's state; gives back those
    /// that belong to a request.
    pub(super) fn absorb(&self, message: Message) -> io::Result<Option<Message>> {
        match message {
            Message::ParameterStatus(body) => {
                let (name, value) = read_parameter(&body)?;
                self.parameters.borrow_mut().insert(name, value);
            }
            Message::NoticeResponse(body) => {
                let notice = ServerError::from_fields(body.fields())?;
                self.each_observer(|observer| observer.notice(&notice));
            }
            Message::NotificationResponse(_) => {} // Nobody listens: LISTEN has no meaning in a migration.
            Message::ReadyForQuery(ref body) => {
                let now = match body.status() {
                    b'T' => {
                        self.aborted_by.take();
                        TransactionStatus::InTransaction
                    }
                    b'E' => TransactionStatus::Failed,
                    _ => TransactionStatus::Idle,
                };
                let opens =
                    self.status.replace(now) == TransactionStatus::Idle && now != TransactionStatus::Idle;
                self.transactions.set(self.transactions.get() + u64::from(opens));
                self.each_observer(|observer| observer.ready(now));
                return Ok(Some(message));
            }
            other => return Ok(Some(other)),
        }
        Ok(None)
    }

    /// How many transactions were opened.
    pub(super) fn transactions_opened(&self) -> u64 {
        self.transactions.get()
    }

    /// The transaction that is open.
    pub(super) fn transaction(&self) -> Option<TransactionNumber> {
        (self.status.get() != TransactionStatus::Idle).then(|| TransactionNumber(self.transactions.get()))
    }

    /// Who asks about statements now.
    pub(super) fn probe(&self) -> Option<Rc<dyn Probe>> {
        self.probe.borrow().clone().filter(|probe| probe.is_active())
    }

    /// What the first observer that has one sends before `statement`.
    pub(super) fn escort(&self, statement: &Statement) -> Option<Escort> {
        let observers = self.observers.borrow().clone();
        observers.into_iter().find_map(|observer| {
            let statement = observer.escort(statement)?;
            Some(Escort { observer, statement })
        })
    }

    /// Keeps the first error of a transaction that has failed; those after it only say that it has.
    pub(super) fn note_abort(&self, error: &Error) {
        let mut aborted_by = self.aborted_by.borrow_mut();
        if self.status.get() == TransactionStatus::Failed && aborted_by.is_none() {
            *aborted_by = Abort::of(error);
        }
    }

    /// Calls all observers; the list is free to grow meanwhile.
    pub(super) fn each_observer(&self, call: impl Fn(&dyn Observer)) {
        let count = self.observers.borrow().len();
        for index in 0..count {
            let observer = self.observers.borrow().get(index).cloned();
            if let Some(observer) = observer {
                call(&*observer);
            }
        }
    }
}

/// A statement that goes before another on behalf of an observer.
pub(super) struct Escort {
    pub(super) observer: Rc<dyn Observer>,
    pub(super) statement: Statement,
}

/// `18.4 (Debian 18.4-1)` → 180004, `16beta1` → 160000, `9.6.24` → 90624.
pub(super) fn version_number(text: &str) -> u32 {
    let numeric = text.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    let parts: Vec<u32> = numeric.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    let part = |index: usize| parts.get(index).copied().unwrap_or(0);
    match part(0) {
        old @ 0..10 => old * 10_000 + part(1) * 100 + part(2),
        major => major.saturating_mul(10_000).saturating_add(part(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::version_number;

    #[test]
    fn versions() {
        let cases = [
            ("18.4", 180_004),
            ("15.14 (Debian 15.14-0+deb12u1)", 150_014),
            ("16beta1", 160_000),
            ("9.6.24", 90_624),
            ("nonsense", 0),
        ];
        for (text, number) in cases {
            assert_eq!(version_number(text), number, "{text}");
        }
    }
}
