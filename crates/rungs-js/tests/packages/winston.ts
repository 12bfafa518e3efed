import winston from "winston";
const l = winston.createLogger({ level: "info", format: winston.format.simple(), transports: [new winston.transports.Console()] });
l.info("hello"); l.debug("no"); l.warn("w", { a: 1 });
