-- Rows as section 7 of the guide makes them, shortened; the recommendation in its repaired form.
INSERT INTO ai_schema.ai_jobs (job_type, status, payload, progress, current_step) VALUES
('SCHEDULE_GENERATION', 'COMPLETED', '{"trip_id":"trip-001","preferences":["SIGHTSEEING","CULTURE"],"transport_mode":"PUBLIC"}', 100, 'completed'),
('SCHEDULE_GENERATION', 'PROCESSING', '{"trip_id":"trip-002","preferences":["NATURE","SPORTS"],"transport_mode":"CAR"}', 75, 'generating_places'),
('RECOMMENDATION_GENERATION', 'COMPLETED', '{"place_id":"LOC-001","user_profile":"active_tourist"}', 100, 'completed');

INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, schedule_data, generated_at) VALUES
((SELECT request_id FROM ai_schema.ai_jobs WHERE job_type = 'SCHEDULE_GENERATION' AND status = 'COMPLETED' LIMIT 1),
 'trip-001', 'COMPLETED',
 '{"trip_id": "trip-001", "schedules": [{"day": 1, "date": "2024-12-15", "city": "서울"}]}',
 CURRENT_TIMESTAMP);

INSERT INTO ai_schema.ai_recommendations (place_id, profile_hash, recommendation_data) VALUES
('LOC-001', encode(SHA256('{"age":28,"preferences":["SIGHTSEEING","CULTURE"],"health":"EXCELLENT"}'::bytea), 'hex'),
 '{"place_id": "LOC-001", "recommendations": {"reasons": ["조선왕조의 대표적인 궁궐로 역사적 가치가 높음"]}}');

UPDATE ai_schema.ai_jobs
SET result = '{"generated_places": 8, "processed_preferences": ["NATURE", "SPORTS"], "current_city": "부산"}'
WHERE status = 'PROCESSING';
