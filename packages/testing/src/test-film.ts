export { testFilm } from '@kith/integrations/films/test-film';
