-- What a million tokens of the default model cost, in US dollars; null when nobody said.
ALTER TABLE "model_connection" ADD COLUMN "price_in" DOUBLE PRECISION, ADD COLUMN "price_out" DOUBLE PRECISION;
