// What Node's pg answers with: results and errors have classes of their own, which logs and `instanceof` show.
(function (rungs) {
  "use strict";

  class Result {
    constructor(command, rowCount, oid, rows, fields) {
      this.command = command;
      this.rowCount = rowCount;
      this.oid = oid;
      this.rows = rows;
      this.fields = fields;
    }
  }
  rungs.result = (command, rowCount, oid, rows, fields) => new Result(command, rowCount, oid, rows, fields);

  class DatabaseError extends Error {}
  // pg's errors are called "error"; pg shows the name as it shows any other field, behind the length of what the server sent.
  rungs.databaseError = (message, length) => Object.assign(new DatabaseError(message), { length, name: "error" });
});
