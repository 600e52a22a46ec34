import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string(),
  MEILI_URL: z.string().optional(),
  MEILI_MASTER_KEY: z.string().optional(),
  REDIS_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Rouage <ne-pas-repondre@rouage.example>'),
  APP_URL: z.string().optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});
export type Environment = z.infer<typeof schema>;
let known: Environment | undefined;
export function environment(): Environment {
  known ??= schema.parse(process.env);
  return known;
}
