// knex.migrate and knex.seed as code that Rungs runs finds them: what reads the ledger and what runs seeds. What would
// run migrations is the command line's, whose run holds the lock.
(function (rungs) {
  "use strict";
  const { native } = rungs;

  const DEFAULTS = { tableName: "knex_migrations", schemaName: null, directory: "./migrations" };
  const REFUSED = ["latest", "up", "down", "to", "before", "rollback", "forceFreeMigrationsLock", "make"];

  class Migrator {
    constructor(knex) {
      this.knex = knex;
      this.config = { ...DEFAULTS, ...knex.client.config.migrations };
    }

    // `[completed, pending]`: rows of the ledger, and files or what the project's own source lists.
    async list(config) {
      const [all, completed] = await Promise.all([this.listAll(config), this.listCompleted()]);
      const nameOf = (migration) => this.source.getMigrationName(migration);
      const files = all.map(nameOf);
      const missing = completed.filter(({ name }) => !files.includes(name)).map(({ name }) => name);
      if (missing.length > 0 && !this.config.disableMigrationsListValidation) {
        throw new Error(
          `The migration directory is corrupt, the following files are missing: ${missing.join(", ")}`,
        );
      }
      const names = completed.map(({ name }) => name);
      return [completed, all.filter((migration) => !names.includes(nameOf(migration)))];
    }

    async currentVersion(config) {
      this.merge(config);
      const versions = (await this.listCompleted()).map(({ name }) => name.split("_")[0]);
      return versions.length > 0 ? versions.reduce((highest, next) => (next > highest ? next : highest)) : "none";
    }

    // How many more there are in the ledger than files: negative where some are pending.
    async status(config) {
      const [all, completed] = await Promise.all([this.listAll(config), this.listCompleted()]);
      return completed.length - all.length;
    }

    async listAll(config) {
      this.merge(config);
      return this.source.getMigrations(this.config.loadExtensions);
    }

    async listCompleted() {
      const { tableName, schemaName } = this.config;
      const { schema } = this.knex;
      const exists = await (schemaName ? schema.withSchema(schemaName) : schema).hasTable(tableName);
      if (!exists) return [];
      return this.knex.from(schemaName ? `${schemaName}.${tableName}` : tableName).orderBy("id").select("name");
    }

    merge(config) {
      this.knex.disableProcessing();
      Object.assign(this.config, config);
      const namesFiles = config && (config.directory || config.sortDirsSeparately !== undefined || config.loadExtensions);
      if (namesFiles) this.config.migrationSource = null;
      this.source = this.config.migrationSource || {
        getMigrations: () => native.migrationFiles(JSON.stringify(this.config)),
        getMigrationName: ({ file }) => file,
      };
    }
  }
  for (const name of REFUSED) {
    Migrator.prototype[name] = () =>
      Promise.reject(
        new Error(
          `knex.migrate.${name}() is not available in code that Rungs runs, because this run keeps the lock of the ` +
            `ledger: call the command line before or after it`,
        ),
      );
  }

  class Seeder {
    constructor(knex) {
      this.knex = knex;
      this.config = { ...knex.client.config.seeds };
    }

    async run(config) {
      Object.assign(this.config, config);
      const source = this.config.seedSource || {
        getSeeds: () => native.seedFiles(JSON.stringify(this.config)),
        getSeed: async (path) => rungs.seedOf(await native.importFile(path)),
      };
      const seeds = await source.getSeeds(this.config);
      for (const path of seeds) {
        if (typeof (await source.getSeed(path)).seed === "function") continue;
        throw new Error(`Invalid seed file: ${path} must have a seed function`);
      }
      for (const path of seeds) {
        const { seed } = await source.getSeed(path);
        try {
          await seed(this.knex);
        } catch (original) {
          const message = `Error while executing "${path}" seed: ${original.message}`;
          throw Object.assign(new Error(message, { cause: original }), { original });
        }
      }
      return [seeds];
    }

    async make() {
      throw new Error("knex.seed.make() is not available in code that Rungs runs: call `rungs seed:make`");
    }
  }

  rungs.Migrator = Migrator;
  rungs.Seeder = Seeder;
});
