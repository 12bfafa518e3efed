const v = { d: true }; export { v as default };
