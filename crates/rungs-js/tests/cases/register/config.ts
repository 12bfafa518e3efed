export default { client: "pg" as string };
