export const built: boolean = false;
