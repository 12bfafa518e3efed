#!/usr/bin/env bash
# Brings the production database to the latest migration. Run by the deploy job, before the new version takes traffic.
#
#   DATABASE_URL=postgres://… infra/scripts/migrate.sh            # migrate
#   DATABASE_URL=postgres://… infra/scripts/migrate.sh rollback   # undo the last batch
set -euo pipefail

: "${DATABASE_URL:?DATABASE_URL must name the production database}"
export NODE_ENV=production

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case "${1:-latest}" in
  latest) pnpm --filter backend knex migrate:latest --env production ;;
  rollback) pnpm --filter backend knex migrate:rollback --env production ;;
  *)
    echo "usage: ${0##*/} [latest|rollback]" >&2
    exit 2
    ;;
esac

pnpm --filter backend knex migrate:status --env production
