-- Whoever works on an ordered import asks whether its claim still holds, to tell an order that ran late from one whose leader is gone.
grant select (claimed_until) on samspil.offer_import_work to samspil_jobs;
