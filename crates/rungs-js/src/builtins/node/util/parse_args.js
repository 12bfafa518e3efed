// util.parseArgs
function fail(code, message) {
  const error = new TypeError(message);
  error.code = code;
  throw error;
}

module.exports = function parseArgs({ args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict } = {}) {
  const values = Object.create(null);
  const positionals = [];
  const longOf = (short) => Object.keys(options).find((name) => options[name].short === short) ?? short;
  const store = (name, value, shown) => {
    const option = options[name];
    if (strict && option === undefined) {
      fail("ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${shown}'`);
    }
    if (strict && option.type === "string" && value === undefined) {
      fail("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`);
    }
    const result = value ?? true;
    values[name] = option?.multiple ? [...(values[name] ?? []), result] : result;
  };
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === "--") {
      positionals.push(...rest.splice(0));
    } else if (arg.startsWith("--")) {
      const [name, inline] = arg.slice(2).split(/=(.*)/s);
      const takes = options[name]?.type === "string";
      store(name, inline ?? (takes ? rest.shift() : undefined), `--${name}`);
    } else if (arg.startsWith("-") && arg.length > 1) {
      const letters = [...arg.slice(1)];
      while (letters.length > 0) {
        const letter = letters.shift();
        const name = longOf(letter);
        const takes = options[name]?.type === "string";
        store(name, takes ? letters.splice(0).join("") || rest.shift() : undefined, `-${letter}`);
      }
    } else {
      if (!allowPositionals) {
        fail("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", `Unexpected argument '${arg}'. This command does not take positional arguments`);
      }
      positionals.push(arg);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && values[name] === undefined) {
      values[name] = option.default;
    }
  }
  return { values, positionals };
};
