//! What is found, once all that is judged has run.

use super::Linter;
use crate::error::Error;
use crate::facts::{Made, PlannedQuery};
use crate::finding::{Finding, Found};
use crate::level::Level;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::schema::Schema;
use crate::suppression::Suppression;

impl Linter {
    /// Judges what was noted, and tells what is not kept quiet: in the order of migrations and lines.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn finish(mut self) -> Result<Vec<Finding>, Error> {
        let only = self.concerned();
        self.facts.schema = Schema::read(&self.session, only.as_deref()).await?;
        self.facts.schema.sample_keys(&self.session).await?;
        self.facts.queries = self.planned().await?;
        let suppressions: Vec<Vec<Suppression>> = self
            .facts
            .migrations
            .iter()
            .map(|migration| migration.source.as_ref().map(Suppression::all).unwrap_or_default())
            .collect();
        let mut findings = Vec::new();
        for rule in RULES {
            let level = self.settings.level(rule);
            if level == Level::Off {
                continue;
            }
            for found in (rule.check)(&self.facts) {
                let migration =
                    found.made.migration.map(|index| (&suppressions[index], &self.facts.migrations[index]));
                // All that cover it are of use.
                let takes = migration.map_or(0, |(suppressions, migration)| {
                    suppressions.iter().filter(|one| one.takes(rule.name, &found.made, migration)).count()
                });
                if takes == 0 {
                    findings.push(self.finding(rule, level, found));
                }
            }
        }
        findings.extend(
            crate::rules::about_suppressions(&self.facts, &self.settings, &suppressions)
                .into_iter()
                .map(|(rule, found)| self.finding(rule, self.settings.level(rule), found)),
        );
        findings.sort_by(|(at, a), (place, b)| {
            (at, a.line, a.column, &a.rule, &a.message).cmp(&(place, b.line, b.column, &b.rule, &b.message))
        });
        Ok(findings.into_iter().map(|(_, finding)| finding).collect())
    }

    /// The numbers of all that rules look at, where that is known beforehand.
    fn concerned(&self) -> Option<Vec<u32>> {
        if !self.is_kept || !self.facts.conventions.frequent_queries.is_empty() {
            return None;
        }
        let statements = self.facts.migrations.iter().flat_map(|migration| &migration.trace.statements);
        let locked = statements.flat_map(|traced| &traced.locks).map(|lock| lock.relation.oid);
        let made = self.facts.made.keys().chain(self.facts.named.keys().map(|(key, _)| key));
        Some(locked.chain(made.map(|key| key.oid)).collect())
    }

    async fn planned(&self) -> Result<Vec<PlannedQuery>, Error> {
        let mut planned = Vec::new();
        for query in &self.facts.conventions.frequent_queries {
            planned.push(PlannedQuery::of(query, &self.session, &self.facts.schema).await?);
        }
        Ok(planned)
    }

    fn finding(&self, rule: &Rule, level: Level, found: Found) -> (usize, Finding) {
        let Found { made: Made { migration, origin, .. }, message, fix } = found;
        let finding = Finding {
            rule: rule.name.to_owned(),
            level,
            migration: migration.map(|index| self.facts.migrations[index].name.clone()),
            file: origin.as_ref().map(|origin| origin.file.clone()),
            line: origin.as_ref().map(|origin| origin.line),
            column: origin.as_ref().map(|origin| origin.column),
            message,
            why: format!("{} {}", rule.summary(), rule.reason()),
            fix,
        };
        // What no migration is to blame for comes last.
        (migration.unwrap_or(usize::MAX), finding)
    }
}
