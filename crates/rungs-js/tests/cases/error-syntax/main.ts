const fine: number = 1;
const broken: string = = 2;
