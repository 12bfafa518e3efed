export default { s: 1 };
