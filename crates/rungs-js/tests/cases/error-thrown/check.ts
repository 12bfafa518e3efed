export function check(action: () => void): void { console.log("checking"); action(); }
