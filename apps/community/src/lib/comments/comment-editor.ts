export { default as Composer } from '#lib/composer/Composer.svelte';
export { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
