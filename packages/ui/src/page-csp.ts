/**
 * The only `style` attributes that pages may have: of the router's own announcer, and of what the command palette lists
 * (`display: contents;`). When an update changes one, the browser's complaint names the new hash.
 */
const STYLES = [
	'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
	'sha256-iaOezIDcQIoxCULa6FBKKuLUu09R7kG+Mlu+JVfU3Rw=',
] as const;

/** Who makes markup in the browser: Svelte, of the templates that it compiled. */
const TRUSTED = ['svelte-trusted-html'];

type Wishes = { frames?: readonly ('http:' | 'https:')[]; typesTrusted?: boolean };

/**
 * The content security policy of every page, as the build wants it: nothing from elsewhere, no inline code without
 * its nonce. `frames` adds what a page may show in a frame, besides itself. With `typesTrusted` no script may make
 * markup, code or the address of code out of a text, but by the policies that are named here.
 */
export function pageCsp({ frames = [], typesTrusted = false }: Wishes = {}) {
	return {
		mode: 'nonce' as const,
		directives: {
			'default-src': ['self' as const],
			'script-src': ['self' as const],
			'style-src': ['self' as const, 'unsafe-hashes' as const, ...STYLES],
			'img-src': ['self' as const, 'data:' as const, 'blob:' as const],
			'font-src': ['self' as const],
			'connect-src': ['self' as const],
			...(typesTrusted && {
				'require-trusted-types-for': ['script' as const],
				'trusted-types': TRUSTED,
			}),
			...(frames.length > 0 && { 'frame-src': ['self' as const, ...frames] }),
			'object-src': ['none' as const],
			'base-uri': ['none' as const],
			'form-action': ['self' as const],
		},
	};
}
