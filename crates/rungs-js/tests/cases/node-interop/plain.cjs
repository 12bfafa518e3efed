exports.named = 1; exports.two = 2;
