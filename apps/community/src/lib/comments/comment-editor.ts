export { default as Composer } from '#lib/composer/Composer.svelte';
// Loaded together: without a connection nothing more can be fetched to keep an answer with.
import './discussion-calls.ts';

export { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
