// SPDX-License-Identifier: Apache-2.0
// Fetches one body with the npm package `coap` and writes it to standard output: node coap_get.js HOST PORT PATH SZX
'use strict'
const coap = require('coap')

const [host, port, pathname, szx] = process.argv.slice(2)
const request = coap.request({ host, port: Number(port), pathname })
request.setOption('Block2', Buffer.of(Number(szx)))
request.on('response', (response) => {
  if (response.code !== '2.05') {
    process.stderr.write(`answered ${response.code}\n`)
    process.exit(1)
  }
  const etag = response.headers.ETag
  process.stderr.write(`etag ${etag ? Buffer.from(etag).toString('hex') : 'none'}\n`)
  response.pipe(process.stdout)
  response.on('end', () => setImmediate(() => process.exit(0)))
})
request.on('error', (error) => {
  process.stderr.write(`${error}\n`)
  process.exit(1)
})
request.end()
