//! JavaScript and TypeScript without Node: an engine, modules as Node resolves them, the builtins that migrations use.
