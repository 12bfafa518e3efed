import axios from "axios"; import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
console.log(typeof axios.get, typeof S3Client, typeof PutObjectCommand); const c = axios.create({ baseURL: "http://x" }); console.log(typeof c.get);
const s3 = new S3Client({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } }); console.log(typeof s3.send);
