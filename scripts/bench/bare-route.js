/** What Express can do at best here: one route that returns a constant. Usage: node scripts/bench/bare-route.js BYTES */
import express from 'express';

const constant = JSON.stringify({ text: 'x'.repeat(Number(process.argv[2]) - '{"text":""}'.length) });
const app = express();
app.get('/api/v1/market-worth', (_request, response) => {
  response.type('application/json').send(constant);
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
});
