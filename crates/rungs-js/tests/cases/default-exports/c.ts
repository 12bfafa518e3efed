export default class { x = 1 } export const name = "n";
