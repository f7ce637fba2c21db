import { DefaultNamingStrategy } from 'typeorm';

/** `receivedAt` in TypeScript is `received_at` in the database. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
