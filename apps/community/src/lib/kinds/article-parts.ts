export { default as Lead } from './ArticleLead.svelte';
export { withoutCover as bodyOf } from './post-pictures.ts';
export * from './signs/article.ts';
