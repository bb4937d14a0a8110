-- Requests of several kinds, some of them comments, each comment of a reader of its own.
-- Arguments: seconds between two requests of a connection (0: at once), a name for the run of twelve
-- hexadecimal digits, the cookies and the token of a form, and then triples of weight, method and path.
dofile("summary.lua")

local threads = {}
noted = ""

-- Every thread has its own state, so each gets a range of numbers of its own.
function setup(thread)
  thread:set("first", #threads * 1e9)
  table.insert(threads, thread)
end

function response(status, headers, body)
  if status >= 400 and #noted < 40 then
    noted = noted .. " " .. status
  end
end

local summarise = done
function done(summary, latency, requests)
  for _, thread in ipairs(threads) do
    refusals = refusals .. thread:get("noted")
  end
  summarise(summary, latency, requests)
end

local function comment(path, run, cookies, token, number)
  local headers = {
    ["Cookie"] = cookies,
    ["X-Forwarded-For"] = string.format("2001:db8:%s:%x::1", run:sub(1, 4), number % 65536),
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }
  local body = string.format(
    "csrfmiddlewaretoken=%s&nickname=Reader+%d&text=Comment+%d+of+a+measurement:+the+figures+differ."
      .. "&submission_id=%s-%s-4000-8000-%012x",
    token, number, number, run:sub(1, 8), run:sub(9, 12), number)
  return wrk.format("POST", path, headers, body)
end

function init(args)
  local pause, run, cookies, token = tonumber(args[1]), args[2], args[3], args[4]
  local kinds, total, number = {}, 0, first
  for position = 5, #args, 3 do
    total = total + tonumber(args[position])
    table.insert(kinds, { upto = total, method = args[position + 1], path = args[position + 2] })
  end
  math.randomseed(tonumber(run:sub(1, 7), 16) + first)

  function request()
    number = number + 1
    local chosen = math.random() * total
    for _, kind in ipairs(kinds) do
      if chosen <= kind.upto then
        if kind.method == "POST" then
          return comment(kind.path, run, cookies, token, number)
        end
        return wrk.format(kind.method, kind.path)
      end
    end
  end

  if pause > 0 then
    -- Milliseconds; evenly spread around the mean, so that connections don't fall into step.
    function delay()
      return math.floor(pause * 2000 * math.random())
    end
  end
end
