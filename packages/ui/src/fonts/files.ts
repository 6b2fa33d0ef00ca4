import figtree from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url';
import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2?url';
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import nunito from '@fontsource-variable/nunito/files/nunito-latin-wght-normal.woff2?url';
import sourceSerif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import spaceGrotesk from '@fontsource-variable/space-grotesk/files/space-grotesk-latin-wght-normal.woff2?url';
import type { Look } from '../theme.ts';

/**
 * Addresses of the files that nearly every page in a look's fonts needs first: the Latin letters. Told to the browser
 * early, they arrive before the text is drawn, so that nothing jumps when they do.
 */
export const FIRST_FILES: Readonly<Record<Look['font'], readonly string[]>> = {
	inter: [inter],
	figtree: [figtree],
	nunito: [nunito],
	'source-serif': [inter, sourceSerif],
	fraunces: [figtree, fraunces],
	'space-grotesk': [inter, spaceGrotesk],
};
