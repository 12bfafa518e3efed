exports.p = 1; exports.q = 2;
