\set password `cat /run/secrets/postgres/password`
CREATE ROLE skillflaw LOGIN PASSWORD :'password';
ALTER DATABASE :"DBNAME" OWNER TO skillflaw;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
\set password `cat /run/secrets/postgres/monitoring-password`
CREATE ROLE monitoring LOGIN PASSWORD :'password' IN ROLE pg_monitor CONNECTION LIMIT 3;
