-- A birth date written wrong is mended by the tovholder: the policy `held` (0067) says who. It is what a citizen is known by
-- when somebody asks for a tovholder, so the record says that it was corrected and on what ground, and never the date.
grant update (birth_date) on samspil.citizen to samspil_app;
