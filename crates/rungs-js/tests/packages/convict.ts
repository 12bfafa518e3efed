import convict from "convict";
const c = convict({ env: { doc: "e", format: ["production", "development"], default: "development", env: "XENV" }, port: { doc: "p", format: "port", default: 8080, env: "PORTX" } });
c.validate({ allowed: "strict" }); console.log(c.get("env"), c.get("port"), c.getProperties());
