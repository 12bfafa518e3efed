// A date that is told what is no number is no date.
const told = (change: (date: Date) => number) => {
  const date = new Date(Date.UTC(2024, 1, 29, 12));
  return [change(date), date.getTime(), Number.isNaN(+date)];
};
console.log(told((date) => date.setFullYear(NaN)), told((date) => date.setUTCFullYear(NaN, 0, 1)), told((date) => date.setHours(1, NaN)));
console.log(told((date) => date.setUTCDate(undefined as never)), told((date) => date.setMinutes("x" as never)), told((date) => date.setTime(NaN)));
console.log(told((date) => date.setMonth(14)), told((date) => date.setUTCHours(25, 61)), Date.prototype.setHours.name, Date.prototype.setHours.length);
console.log(new Date(NaN).setFullYear(2020), new Date(NaN).setHours(1));
try {
  Date.prototype.setHours.call({} as Date, 1);
} catch (error) {
  console.log((error as Error).name);
}
