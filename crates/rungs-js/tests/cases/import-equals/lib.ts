const api = { x: 1, y() { return 2; } };
export = api;
