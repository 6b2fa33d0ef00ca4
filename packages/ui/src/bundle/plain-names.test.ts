import { expect, test } from 'vitest';
import { withPlainNames } from './plain-names.ts';

const hub = 'entry/hub.abc.js';
const scripts = (more: Record<string, string>) => new Map(Object.entries(more));

test('what is taken from the hub is asked for by the name it has inside', () => {
	const renamed = withPlainNames(
		scripts({
			[hub]: 'let q=1,w=2,z=3;export{q as a,w as set_payload,z};',
			'nodes/1.js': 'import{a as e,z}from`../entry/hub.abc.js`;import{a as o}from`./b.js`;e(o,z);',
			'nodes/2.js': 'export{a as component,set_payload}from"../entry/hub.abc.js";',
		}),
		hub,
	);
	expect(Object.fromEntries(renamed)).toEqual({
		[hub]: 'let q=1,w=2,z=3;export{q,w as set_payload,z};',
		'nodes/1.js': 'import{q as e,z}from`../entry/hub.abc.js`;import{a as o}from`./b.js`;e(o,z);',
		'nodes/2.js': 'export{q as component,set_payload}from"../entry/hub.abc.js";',
	});
});

test('a hub without names, and a script that could ask for any of them, stop the build', () => {
	const asks = { [hub]: 'export{q as a};', 'nodes/1.js': 'import(`../entry/hub.abc.js`)' };
	expect(() => withPlainNames(scripts(asks), hub)).toThrow('nodes/1.js');
	expect(() => withPlainNames(scripts({ [hub]: 'let q=1;' }), hub)).toThrow(hub);
});
