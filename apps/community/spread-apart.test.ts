import { expect, test } from 'vitest';
import { apart } from './spread-apart.ts';

const index = `export {
	set_attribute,
	attribute_effect,
	set_checked,
	CLASS,
	STYLE
} from './dom/elements/attributes.js';`;

test('what spreads attributes is taken from a copy of its own', () => {
	expect(apart(index, 'index.js')).toBe(`export {
	set_attribute,
	set_checked
} from './dom/elements/attributes.js';
export { attribute_effect, CLASS, STYLE } from './dom/elements/attributes.js?spread';
`);
});

test('an index written otherwise than expected stops the build', () => {
	expect(() => apart("export { attribute_effect } from './other.js';", 'index.js')).toThrow(
		'index.js',
	);
});
