export const which = "tsx";
