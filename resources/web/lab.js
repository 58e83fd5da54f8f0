// SPDX-License-Identifier: Apache-2.0
// The lab page: everything a person without a workbench can do here. Relative addresses only, nothing from elsewhere.
'use strict';

const state = { info: null, releases: [], transfers: new Map(), devices: new Map(), open: new Set(), chosen: [], lastLog: 0 };
const $ = id => document.getElementById(id);

// ---- small helpers

/** An element: h('li', {class: 'x', onclick: f}, 'text', child). Text is always set as text. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}

const shapes = {
  good: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM7 10.2l2.2 2.2L13.2 8', warn: 'M10 3.2 17.4 16H2.6L10 3.2ZM10 8v3.6M10 13.6v.1',
  bad: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM7.6 7.6l4.8 4.8M12.4 7.6l-4.8 4.8', info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 9.5v4M10 6.6v.1',
  neutral: 'M5 10h10', chevron: 'M8 5l5 5-5 5', lock: 'M5.5 9.5h9v7h-9zM7 9.5V7a3 3 0 0 1 6 0v2.5',
};
function mark(name, label) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  if (label) { svg.setAttribute('role', 'img'); svg.setAttribute('aria-label', label); } else svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', shapes[name] && name !== 'chevron' && name !== 'lock' ? 'c-' + name : name);
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', shapes[name] || shapes.neutral);
  svg.append(path);
  return svg;
}

function size(bytes) {
  if (bytes === null || bytes === undefined) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0, value = bytes;
  while (value >= 1024 && unit < units.length - 1) { value /= 1024; unit += 1; }
  return (unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)) + '\u00a0' + units[unit];
}
function rate(bytesPerSecond) {
  if (!bytesPerSecond) return '–';
  const units = ['B/s', 'kB/s', 'MB/s', 'GB/s'];
  let unit = 0, value = bytesPerSecond;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  return (unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)) + '\u00a0' + units[unit];
}
function duration(seconds) {
  seconds = Math.max(0, Math.round(seconds));
  if (seconds < 60) return seconds + '\u00a0s';
  if (seconds < 3600) return Math.floor(seconds / 60) + '\u00a0min ' + (seconds % 60) + '\u00a0s';
  if (seconds < 86400) return Math.floor(seconds / 3600) + '\u00a0h';
  return Math.floor(seconds / 86400) + '\u00a0d';
}
const ago = iso => duration((Date.now() - Date.parse(iso)) / 1000);
const many = (count, one, more) => count + '\u00a0' + (count === 1 ? one : more);

// ---- talking to the server

// `omit` keeps the browser from asking for a password of its own: the page asks for the token itself.
async function call(path, options = {}) {
  const headers = { Accept: 'application/json', ...(options.headers || {}) };
  const token = sessionStorage.getItem('otaw-token');
  if (token && options.write) headers.Authorization = 'Bearer ' + token;
  const answer = await fetch(path, { method: options.method || 'GET', body: options.body, headers, credentials: 'omit', cache: 'no-store' });
  const text = await answer.text();
  let data = {};
  try { data = text ? JSON.parse(text) : {}; } catch { data = { error: text }; }
  return { ok: answer.ok, status: answer.status, data };
}

/** True when writing is allowed now: no token is needed, or a good one is known; else the person is asked, once. */
async function mayWrite() {
  if (state.info && state.info.writes === 'open') return true;
  if (sessionStorage.getItem('otaw-token') && (await call('api/token', { write: true })).ok) return true;
  return askToken();
}

function askToken() {
  const dialog = $('token-dialog');
  $('token-why').textContent = '';
  $('token-input').value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    const take = async () => {
      sessionStorage.setItem('otaw-token', $('token-input').value.trim());
      const answer = await call('api/token', { write: true });
      if (answer.ok) { dialog.close('ok'); return; }
      sessionStorage.removeItem('otaw-token');
      $('token-why').textContent = answer.status === 401 ? 'This is not the token of this bench.' : answer.data.error || 'No answer.';
    };
    const key = event => { if (event.key === 'Enter') { event.preventDefault(); take(); } };
    const done = () => {
      $('token-ok').removeEventListener('click', take);
      $('token-input').removeEventListener('keydown', key);
      showToken();
      resolve(dialog.returnValue === 'ok');
    };
    $('token-ok').addEventListener('click', take);
    $('token-input').addEventListener('keydown', key);
    dialog.addEventListener('close', done, { once: true });
  });
}

function showToken() {
  const button = $('token-button');
  button.hidden = Boolean(state.info && state.info.writes === 'open');
  button.textContent = sessionStorage.getItem('otaw-token') ? 'Forget token' : 'Enter token';
}

// ---- header

function showInfo() {
  const info = state.info;
  if (!info) return;
  document.title = info.bench + ' – OTA Workbench';
  $('title').textContent = info.bench;
  $('services').replaceChildren(...info.services.map(service => h('li', {},
    h('span', { class: 'light ' + service.state, 'aria-hidden': 'true' }), h('b', {}, service.name), h('span', { class: 'note' }, service.state),
    service.address ? h('code', {}, service.address) : null, service.why ? h('span', { class: 'c-bad' }, service.why) : null)));
  $('banners').replaceChildren(...(info.warnings || []).map(text => h('div', { class: 'banner warn' }, mark('warn', 'warning'), h('span', {}, text))));
  showToken();
}

function showFacts() {
  const files = state.releases.reduce((sum, release) => sum + release.files.length, 0);
  const bytes = state.releases.reduce((sum, release) => sum + release.size, 0);
  $('facts').textContent = many(state.releases.length, 'release', 'releases') + ' · ' + many(files, 'file', 'files') + ' · ' + size(bytes);
}

// ---- releases

const worst = { good: 0, neutral: 1, warn: 2, bad: 3 };
function verdictOf(release) {
  let found = null;
  for (const file of release.files) if (file.manifest && (!found || worst[file.manifest.class] > worst[found.class])) found = file.manifest;
  return found || { class: 'neutral', text: 'no manifest' };
}

function showReleases() {
  const wanted = $('filter').value.trim().toLowerCase();
  const shown = state.releases.filter(release => !wanted || release.id.toLowerCase().includes(wanted) ||
    release.files.some(file => file.name.toLowerCase().includes(wanted) || file.digest.startsWith(wanted)));
  $('releases-note').textContent = wanted ? shown.length + ' of ' + state.releases.length : '';
  if (!state.releases.length)
    $('release-list').replaceChildren(h('div', { class: 'empty' }, h('b', {}, 'Nothing is published yet'), 'What boards can fetch from this bench comes here.'));
  else if (!shown.length)
    $('release-list').replaceChildren(h('div', { class: 'empty' }, 'No release has that. ', h('button', { class: 'flat', type: 'button', onclick: () => { $('filter').value = ''; showReleases(); } }, 'Clear filter')));
  else
    $('release-list').replaceChildren(...shown.map(releaseCard));
  $('release-ids').replaceChildren(...state.releases.map(release => h('option', { value: release.id })));
  showFacts();
  showNotifyChoices();
}

function releaseCard(release) {
  const open = state.open.has(release.id);
  const verdict = verdictOf(release);
  const findings = release.files.reduce((sum, file) => sum + (file.manifest ? file.manifest.lint.length : 0), 0);
  const toggle = () => { if (!state.open.delete(release.id)) state.open.add(release.id); showReleases(); };
  const row = h('button', { class: 'row', type: 'button', 'aria-expanded': String(open), onclick: toggle },
    mark('chevron'),
    h('span', { class: 'id' }, release.id, h('span', { class: 'sub' }, [release.board, release.name].filter(Boolean).join(' · ') || many(release.files.length, 'file', 'files'))),
    h('span', { class: 'meta' }, release.sequence === null ? '–' : String(release.sequence), h('span', { class: 'sub' }, release.dialect || 'sequence number')),
    h('span', { class: 'num' }, size(release.size)),
    h('span', { class: 'verdict' }, mark(verdict.class, verdict.class), h('span', {}, verdict.text, findings ? h('span', { class: 'sub' }, many(findings, 'lint finding', 'lint findings')) : null)),
    h('span', { class: 'when', title: release.published }, ago(release.published)));
  return h('div', { class: 'release' + (open ? ' open' : ''), 'data-release': release.id }, row, open ? releaseInside(release) : null);
}

function releaseInside(release) {
  const versions = [...new Set(release.files.map(file => file.version))];
  const inside = h('div', { class: 'inside' },
    (release.warnings || []).map(text => h('div', { class: 'result c-warn' }, mark('warn', 'warning'), h('span', {}, text))),
    h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'notify-this', onclick: () => notifyThis(release.id) }, 'Notify devices'),
      h('button', { type: 'button', class: 'remove-release', onclick: () => removeRelease(release) }, 'Delete release'),
      h('code', {}, release.coap)));
  for (const version of versions) {
    const files = release.files.filter(file => file.version === version);
    inside.append(h('div', { class: 'version' }, version ? h('span', {}, 'version ', h('b', {}, version)) : h('span', {}, 'without a version in the name'), h('div', { class: 'spring' }),
      version ? h('button', { type: 'button', class: 'flat remove-version', onclick: () => removeVersion(release, version) }, 'Delete version ' + version) : null));
    inside.append(h('table', {}, h('thead', {}, h('tr', {}, h('th', {}, 'File'), h('th', { class: 'num' }, 'Size'), h('th', {}, 'SHA-256'), h('th', {}, 'Verdict'))),
      h('tbody', {}, files.map(file => h('tr', {},
        h('td', { class: 'file' }, h('a', { href: 'releases/' + encodeURIComponent(release.id) + '/' + encodeURIComponent(file.name), download: file.name }, file.name),
          file.aliases.map(alias => h('span', { class: 'sub' }, 'also ' + alias))),
        h('td', { class: 'num' }, size(file.size)),
        h('td', { class: 'mono', title: file.digest }, file.digest.slice(0, 8) + '…'),
        h('td', {}, file.manifest ? h('span', { class: 'verdict' }, mark(file.manifest.class, file.manifest.class), h('span', {}, file.manifest.text)) : h('span', { class: 'note' }, 'image')))))));
    for (const file of files) {
      if (!file.manifest || !file.manifest.lint.length) continue;
      inside.append(h('ul', { class: 'lint' }, file.manifest.lint.map(finding => h('li', {}, mark(finding.class, finding.class), h('span', {}, h('code', {}, finding.id), ' ', finding.text)))));
    }
  }
  return inside;
}

// ---- delete: the dialog names what goes, before it goes

function confirmRemoval(title, files, more, verb) {
  const dialog = $('remove-dialog');
  $('remove-title').textContent = title;
  $('remove-list').replaceChildren(...files.map(file => h('li', {}, file.name + '  ' + size(file.size))));
  $('remove-more').textContent = more;
  $('remove-ok').textContent = verb;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    const take = () => dialog.close('ok');
    $('remove-ok').addEventListener('click', take, { once: true });
    dialog.addEventListener('close', () => { $('remove-ok').removeEventListener('click', take); resolve(dialog.returnValue === 'ok'); }, { once: true });
  });
}

async function removeVersion(release, version) {
  const files = release.files.filter(file => file.version === version);
  const aliases = files.flatMap(file => file.aliases);
  const more = (aliases.length ? 'Names that point at them: ' + aliases.join(', ') + ' – they move to the newest version that is left, or go. ' : '') +
    'Boards that ask for these files get 4.04 from then on.';
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (!await mayWrite()) return;
  if (!await confirmRemoval('Delete version ' + version + ' of ' + release.id + ': ' + many(files.length, 'file', 'files') + ', ' + size(total), files, more, 'Delete ' + many(files.length, 'file', 'files'))) return;
  await removed(call('remove', { method: 'POST', write: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ publish_id: release.id, version }) }));
}

async function removeRelease(release) {
  if (!await mayWrite()) return;
  if (!await confirmRemoval('Delete release ' + release.id + ': ' + many(release.files.length, 'file', 'files') + ', ' + size(release.size), release.files,
    'Everything under ' + release.coap + ' answers 4.04 from then on. A transfer that is running gets its old bytes to the end.', 'Delete release')) return;
  await removed(call('api/releases/' + encodeURIComponent(release.id), { method: 'DELETE', write: true }));
}

async function removed(request) {
  const answer = await request;
  if (!answer.ok) addBanner('bad', 'Not deleted: ' + (answer.data.error || answer.status));
  await loadReleases();
}

function addBanner(kind, text) {
  const banner = h('div', { class: 'banner ' + kind, role: 'alert' }, mark(kind, kind), h('span', {}, text), h('div', { class: 'spring' }),
    h('button', { type: 'button', onclick: () => banner.remove() }, 'Close'));
  $('banners').append(banner);
}

// ---- publish

function chooseFiles(files) {
  for (const file of files) state.chosen.push({ file, name: file.name });
  showChosen();
}

function showChosen() {
  $('chosen').replaceChildren(...state.chosen.map((entry, index) => h('li', {},
    h('input', { value: entry.name, 'aria-label': 'Stored name of ' + entry.file.name, spellcheck: 'false', oninput: event => { entry.name = event.target.value; showPublishWhy(); } }),
    h('span', { class: 'num' }, size(entry.file.size)),
    h('button', { type: 'button', class: 'flat', 'aria-label': 'Leave out ' + entry.name, onclick: () => { state.chosen.splice(index, 1); showChosen(); } }, 'Leave out'))));
  showPublishWhy();
}

/** Why publishing is not possible yet; empty when it is. The server decides in the end. */
function publishObstacle() {
  if (!$('publish-id').value.trim()) return 'Not yet: the release needs an id';
  if (!state.chosen.length) return 'Not yet: no file is chosen';
  const names = state.chosen.map(entry => entry.name.trim());
  if (names.some(name => !name)) return 'Not yet: a file has no name';
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return 'Not yet: two files are called ' + twice;
  const total = state.chosen.reduce((sum, entry) => sum + entry.file.size, 0);
  const limits = state.info && state.info.limits;
  if (limits && total > limits.requestBytes) return 'Not yet: ' + size(total) + ' is more than the ' + size(limits.requestBytes) + ' of one request';
  if (limits && names.length > limits.files) return 'Not yet: at most ' + limits.files + ' files';
  return '';
}
function showPublishWhy() {
  const obstacle = publishObstacle();
  $('publish-button').setAttribute('aria-disabled', String(Boolean(obstacle)));
  $('publish-why').textContent = obstacle || many(state.chosen.length, 'file', 'files') + ', ' + size(state.chosen.reduce((sum, entry) => sum + entry.file.size, 0));
}

async function publish() {
  if (publishObstacle() || !await mayWrite()) return;
  const form = new FormData();
  form.append('publish_id', $('publish-id').value.trim());
  if ($('allow-invalid').checked) form.append('allow_invalid', '1');
  for (const entry of state.chosen) form.append(entry.name.trim(), entry.file, entry.name.trim());
  const request = new XMLHttpRequest(); // fetch tells nothing of an upload's progress
  const progress = $('publish-progress'), bar = progress.querySelector('i'), figures = progress.querySelector('.figures');
  const started = performance.now();
  const show = (done, total) => {
    const seconds = (performance.now() - started) / 1000;
    bar.style.width = (total ? 100 * done / total : 0) + '%';
    figures.replaceChildren(h('span', {}, size(done) + ' of ' + size(total)), h('span', {}, seconds > 0.5 ? rate(done / seconds) : ''));
  };
  const end = (kind, text, more) => {
    progress.hidden = true;
    $('publish-cancel').hidden = true;
    $('publish-button').disabled = false;
    $('publish-result').replaceChildren(h('div', { class: 'result c-' + kind }, mark(kind, kind), h('span', {}, text)),
      ...(more || []).map(line => h('div', { class: 'result c-warn' }, mark('warn', 'warning'), h('span', {}, line))));
  };
  request.upload.addEventListener('progress', event => show(event.loaded, event.total));
  request.addEventListener('load', () => {
    let data = {};
    try { data = JSON.parse(request.responseText || '{}'); } catch { data = { error: request.responseText }; }
    if (request.status !== 200) { end('bad', 'Not published: ' + (data.error || request.status)); return; }
    end('good', 'Published ' + data.release.id + ': ' + many(data.release.files.length, 'file', 'files') + ', ' + size(data.release.size), data.warnings);
    state.open.add(data.release.id);
    state.chosen = [];
    $('files').value = '';
    showChosen();
    loadReleases();
  });
  request.addEventListener('error', () => end('bad', 'Not published: the connection ended. Nothing of it is kept.'));
  request.addEventListener('abort', () => end('neutral', 'Cancelled. Nothing of it is kept.'));
  $('publish-cancel').onclick = () => request.abort();
  $('publish-cancel').hidden = false;
  $('publish-button').disabled = true;
  $('publish-result').replaceChildren();
  progress.hidden = false;
  show(0, 0);
  request.open('POST', 'publish');
  request.setRequestHeader('Accept', 'application/json');
  const token = sessionStorage.getItem('otaw-token');
  if (token) request.setRequestHeader('Authorization', 'Bearer ' + token);
  request.send(form);
}

// ---- notify

function showNotifyChoices() {
  const select = $('notify-id'), before = select.value;
  select.replaceChildren(...state.releases.map(release => h('option', { value: release.id }, release.id)));
  if (state.releases.some(release => release.id === before)) select.value = before;
  showNotifyFiles();
}
function showNotifyFiles() {
  const select = $('notify-file'), before = select.value;
  const release = state.releases.find(entry => entry.id === $('notify-id').value);
  const names = release ? release.files.filter(file => file.manifest).flatMap(file => [...file.aliases, file.name]) : [];
  select.replaceChildren(h('option', { value: '' }, 'the one that fits the device'), ...names.map(name => h('option', { value: name }, name)));
  if (names.includes(before)) select.value = before;
}
function notifyThis(id) {
  $('notify-id').value = id;
  showNotifyFiles();
  $('notify-urls').focus();
  $('notify').scrollIntoView({ block: 'nearest' });
}

async function notify(profile) {
  const urls = $('notify-urls').value.split(/[\s,]+/).filter(Boolean);
  if (!$('notify-id').value || !urls.length) { $('notify-why').textContent = urls.length ? 'Not yet: nothing is published' : 'Not yet: no device is named'; return; }
  if (!await mayWrite()) return;
  const form = new URLSearchParams({ publish_id: $('notify-id').value, urls: urls.join(','), profile: profile || $('notify-profile').value });
  if ($('notify-file').value) form.set('file', $('notify-file').value);
  $('notify-button').disabled = true;
  $('notify-why').textContent = 'Sending to ' + many(urls.length, 'device', 'devices') + ' …';
  const answer = await call('notify', { method: 'POST', write: true, body: form }).catch(() => ({ ok: false, data: { error: 'no answer from the server' } }));
  $('notify-button').disabled = false;
  const devices = answer.data.devices || [];
  const good = devices.filter(device => device.class === 'good').length;
  $('notify-why').textContent = devices.length ? good + ' of ' + many(devices.length, 'device', 'devices') + ' accepted' : answer.data.error || '';
  for (const device of devices) takeDevice(device);
}

function takeDevice(device) {
  state.devices.delete(device.device);
  state.devices.set(device.device, device);
  showDevices();
}
function showDevices() {
  const list = [...state.devices.values()].reverse();
  $('device-list').replaceChildren(...(list.length ? list.map(device => h('li', { 'data-device': device.device },
    h('div', { class: 'line wrap' }, mark(device.class, device.result), h('b', {}, device.device), h('span', { class: 'c-' + device.class }, device.text), h('div', { class: 'spring' }),
      device.retry ? h('button', { type: 'button', onclick: () => { $('notify-urls').value = device.device; $('notify-id').value = device.release; showNotifyFiles(); notify(device.retry); } }, device.retry === 'eraB' ? 'Send as PUT' : 'Send as POST') : null),
    h('div', { class: 'sub' }, [device.url || device.release, device.followed].filter(Boolean).join(' · ')))) : [h('li', { class: 'none' }, 'No device has been notified since the start.')]));
}

// ---- transfers

function takeTransfer(transfer) {
  if (transfer.state === 'gone') state.transfers.delete(transfer.id); else state.transfers.set(transfer.id, transfer);
  showTransfers();
}
function showTransfers() {
  const list = [...state.transfers.values()].reverse();
  const running = list.filter(transfer => transfer.state === 'running').length;
  $('transfers-note').textContent = list.length ? running + ' running' : '';
  $('transfer-list').replaceChildren(...(list.length ? list.map(transferLine) : [h('li', { class: 'none' }, 'No board is fetching.')]));
}
function transferLine(transfer) {
  const percent = transfer.total ? Math.floor(100 * transfer.done / transfer.total) : null;
  const kind = transfer.state === 'stalled' ? 'warn' : transfer.state === 'done' ? 'good' : '';
  const bar = h('i', {});
  bar.style.width = (percent === null ? 0 : percent) + '%';
  const right = transfer.state === 'stalled' ? 'no block for ' + duration(transfer.idle) : transfer.state === 'done' ? 'all sent' : rate(transfer.rate);
  return h('li', { 'data-transfer': transfer.id },
    h('div', { class: 'line' }, h('b', {}, transfer.board || transfer.peer), transfer.simulated ? h('span', { class: 'badge' }, 'virtual') : null, h('span', { class: 'badge neutral' }, transfer.service), h('div', { class: 'spring' }), h('span', {}, percent === null ? '–' : percent + '\u00a0%')),
    h('div', { class: 'bar ' + kind }, bar),
    h('div', { class: 'figures' }, h('span', {}, transfer.path), h('span', {}, size(transfer.done) + ' of ' + size(transfer.total) + ' · ' + right)));
}

// ---- log

function takeLog(lines) {
  const list = $('log-list');
  const following = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
  for (const line of lines) {
    if (line.id <= state.lastLog) continue;
    state.lastLog = line.id;
    list.append(h('li', {}, h('time', { datetime: line.time }, new Date(line.time).toTimeString().slice(0, 8) + '.' + line.time.slice(20, 23)),
      mark(line.level, line.level), h('span', { class: 'area' }, line.area), h('span', { class: 'text c-' + (line.level === 'info' ? '' : line.level) }, line.text)));
  }
  while (list.childElementCount > 500) list.firstElementChild.remove();
  if (following) list.scrollTop = list.scrollHeight;
}

// ---- loading and live updates

async function loadReleases() {
  const answer = await call('api/releases');
  if (answer.ok) { state.releases = answer.data.releases; showReleases(); }
}
async function loadAll() {
  const [info, transfers, devices, log] = await Promise.all([call('api/state'), call('api/transfers'), call('api/devices'), call('api/log?after=' + state.lastLog), loadReleases()]);
  if (info.ok) { state.info = info.data; showInfo(); }
  if (transfers.ok) state.transfers = new Map(transfers.data.transfers.map(transfer => [transfer.id, transfer]));
  if (devices.ok) state.devices = new Map(devices.data.devices.map(device => [device.device, device]));
  if (log.ok) takeLog(log.data.lines);
  showTransfers();
  showDevices();
  showPublishWhy();
}

function follow() {
  const events = new EventSource('api/events');
  const on = (name, take) => events.addEventListener(name, event => take(JSON.parse(event.data)));
  events.addEventListener('open', () => { $('link').replaceChildren(mark('good'), 'live'); loadAll(); });
  events.addEventListener('error', () => $('link').replaceChildren(mark('warn'), 'no connection, trying again'));
  on('state', info => { state.info = { ...state.info, ...info }; showInfo(); });
  on('releases', loadReleases);
  on('transfer', takeTransfer);
  on('device', takeDevice);
  on('log', line => takeLog([line]));
}

document.addEventListener('DOMContentLoaded', () => {
  $('filter').addEventListener('input', showReleases);
  $('token-button').addEventListener('click', () => {
    if (sessionStorage.getItem('otaw-token')) { sessionStorage.removeItem('otaw-token'); showToken(); } else askToken();
  });
  const drop = $('drop');
  drop.addEventListener('click', () => $('files').click());
  drop.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); $('files').click(); } });
  for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add('over'); });
  for (const name of ['dragleave', 'drop']) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.remove('over'); });
  drop.addEventListener('drop', event => chooseFiles(event.dataTransfer.files));
  $('files').addEventListener('change', event => chooseFiles(event.target.files));
  $('publish-id').addEventListener('input', showPublishWhy);
  $('publish-form').addEventListener('submit', event => { event.preventDefault(); publish(); });
  $('notify-id').addEventListener('change', showNotifyFiles);
  $('notify-form').addEventListener('submit', event => { event.preventDefault(); notify(); });
  showPublishWhy();
  showTransfers();
  showDevices();
  follow();
  setInterval(() => { for (const node of document.querySelectorAll('.release .when')) node.textContent = ago(node.title); }, 30000);
});
