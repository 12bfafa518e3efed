module.exports = function (x) { return x * 2; };
module.exports.extra = 1;
