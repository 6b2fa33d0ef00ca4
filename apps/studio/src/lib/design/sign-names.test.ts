import { expect, test } from 'vitest';
import { GLYPHS } from '@kith/domains/design/links';
import { glyphPath } from '@kith/ui/glyphs';

test('every sign that can be chosen can be drawn', () => {
	for (const glyph of GLYPHS) expect(glyphPath(glyph), glyph).toMatch(/^M/);
	expect(glyphPath('toString')).toBeUndefined();
});
