module.exports = { named: 1, two: 2 };
