// SPDX-License-Identifier: Apache-2.0
// Serves one file on every path with the npm package `coap`, and keeps what is PUT: node coap_server.js FILE
// Prints its port on the first line of standard output.
'use strict'
const coap = require('coap')
const fs = require('fs')

let body = fs.readFileSync(process.argv[2])
const server = coap.createServer((request, response) => {
  if (request.method === 'PUT' || request.method === 'POST') {
    body = request.payload
    response.code = '2.04'
    response.end()
    return
  }
  response.setOption('Content-Format', 'application/octet-stream')
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  console.log(server._port || server._sock.address().port)
})
